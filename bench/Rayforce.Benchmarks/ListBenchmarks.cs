using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>Lists of 100,000 atoms: of one type, and of several in turn.</summary>
public class ListBenchmarks : ObjectBenchmarks
{
    private const int Count = 100_000;

    [Params("I64", "Mixed")]
    public string Atoms { get; set; } = "";

    [GlobalSetup]
    public void Setup() => Use(Atoms == "I64" ? Samples.Numbers(Count) : Samples.MixedAtoms(Count));
}
