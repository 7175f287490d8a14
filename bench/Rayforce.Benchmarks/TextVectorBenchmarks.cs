using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>Symbol and String vectors.</summary>
public class TextVectorBenchmarks : ObjectBenchmarks
{
    [Params(100, 100_000, 1_000_000)]
    public int Count { get; set; }

    [Params(RayType.Symbol, RayType.String)]
    public RayType Type { get; set; }

    [GlobalSetup]
    public void Setup() => Use(Type == RayType.Symbol
        ? new RaySymbolVector(Samples.Texts(Count))
        : new RayStringVector(Samples.Texts(Count)));
}
