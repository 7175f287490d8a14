using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>An I64 atom beside native.</summary>
public class NativeAtomBenchmarks : SideBySideBenchmarks
{
    private const int Times = 10_000;

    protected override RayObject Value => 42;

    [Benchmark(OperationsPerInvoke = Times)]
    [BenchmarkCategory(NativeCode.Category)]
    public override Task SerializeNative() => SerializeNative(Times);

    [Benchmark(OperationsPerInvoke = Times)]
    [BenchmarkCategory(NativeCode.Category)]
    public override Task DeserializeNative() => DeserializeNative(Times);

    /// <summary>One trip to the runtime's thread and back, which the other figures leave out.</summary>
    [Benchmark]
    [BenchmarkCategory(NativeCode.Category)]
    public Task Hop() => HopAsync();
}
