using Rayforce.Harness;
using Rayforce.Rayfall;

// Evaluates Rayfall line by line for scripts that compare the engine with others: see each class for what it reads.
// harness [--workers N] [--files DIR] bench | duckdb | requests
// harness multicast ...: publishes to many subscribers of a server.
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
switch (args)
{
    case ["multicast", .. var rest]:
        await Multicast.RunAsync(rest);
        break;
    case ["bench"]:
        Timings.Run(new RayfallSide(options with { MaxMemory = 1L << 42, MaxSteps = 1L << 60, MaxGlobals = 1L << 42 }));
        break;
    case ["duckdb"]:
        using (var duck = new DuckSide(workers))
            Timings.Run(duck);
        break;
    default:
        Requests.Run(options);
        break;
}
