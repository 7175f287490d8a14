using Rayforce.Harness;
using Rayforce.Rayfall;

// Evaluates Rayfall line by line for scripts that compare the engine with others: see each class for what it reads.
// harness [--workers N] [--files DIR] bench | requests
// harness multicast ...: publishes to many subscribers of a server.
if (args is ["multicast", ..])
{
    await Multicast.RunAsync(args[1..]);
    return;
}

var workers = 0;
if (args is ["--workers", var count, ..])
{
    workers = int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
    args = args[2..];
}

string? files = null;
if (args is ["--files", var folder, ..])
{
    files = folder;
    args = args[2..];
}

var options = new RayfallOptions { MaxConcurrency = workers, Files = files };
if (args is ["bench"])
    Timings.Run(options with { MaxMemory = 1L << 42, MaxSteps = 1L << 60, MaxGlobals = 1L << 42 });
else
    Requests.Run(options);
