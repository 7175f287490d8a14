using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>Large objects beside native.</summary>
public class NativeObjectBenchmarks : SideBySideBenchmarks
{
    private const int Times = 20;

    [Params("I64 ×1,000,000", "F64 ×1,000,000", "symbols ×100,000", "strings ×100,000", "I64 atoms ×100,000",
        "mixed atoms ×100,000", "table ×100,000")]
    public string Object { get; set; } = "";

    protected override RayObject Value => Object switch
    {
        "I64 ×1,000,000" => new RayVector<long>([.. Enumerable.Range(0, 1_000_000).Select(i => (long)i)]),
        "F64 ×1,000,000" => new RayVector<double>([.. Enumerable.Range(0, 1_000_000).Select(i => i / 3.0)]),
        "symbols ×100,000" => new RaySymbolVector(Samples.Texts(100_000)),
        "strings ×100,000" => new RayStringVector(Samples.Texts(100_000)),
        "I64 atoms ×100,000" => Samples.Numbers(100_000),
        "mixed atoms ×100,000" => Samples.MixedAtoms(100_000),
        _ => Samples.Trades(100_000),
    };

    [Benchmark(OperationsPerInvoke = Times)]
    [BenchmarkCategory(NativeCode.Category)]
    public override Task SerializeNative() => SerializeNative(Times);

    [Benchmark(OperationsPerInvoke = Times)]
    [BenchmarkCategory(NativeCode.Category)]
    public override Task DeserializeNative() => DeserializeNative(Times);
}
