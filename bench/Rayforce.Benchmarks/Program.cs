using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using Rayforce.Benchmarks;
using Rayforce.Benchmarks.Journals;

// What is run, and how long, is said on the command line: --filter '*Table*' --job short; --help lists it all.
NativeCode.Announce();
if (args is ["ratios", .. var names])
{
    await using var roundTrips = new RoundTripRatios();
    using var codec = new CodecRatios();
    RatioTable.Write(roundTrips.All().Concat(codec.All()).Where(ratio => names.All(name => ratio.Name.Contains(name, StringComparison.OrdinalIgnoreCase))), Console.Out);
    return;
}

if (args is ["allocations"])
{
    await AllocationFigures.WriteAsync(Console.Out);
    return;
}

if (args is ["counters"])
{
    await RequestCounters.WriteAsync(Console.Out);
    return;
}

if (args is ["counters", var way, var clients])
{
    await RequestCounters.RunAsync(way, int.Parse(clients, CultureInfo.InvariantCulture), Console.Out);
    return;
}

if (args is ["curves", var folder])
{
    await Curves.DrawAsync(folder, Console.Out);
    return;
}

if (args is ["journal"])
{
    await JournalFigures.WriteAsync(Console.Out);
    return;
}

var config = DefaultConfig.Instance.AddFilter(
    new SimpleFilter(benchmark => NativeCode.HasLibrary || !benchmark.Descriptor.HasCategory(NativeCode.Category)));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
