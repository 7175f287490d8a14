using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>A table of trades, 100,000 rows.</summary>
public class TableBenchmarks : ObjectBenchmarks
{
    [GlobalSetup]
    public void Setup() => Use(Samples.Trades(100_000));
}
