using BenchmarkDotNet.Attributes;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Benchmarks;

/// <summary>Arithmetic over a block of 2,048 elements, as expressions compute it, beside a copy of as many.</summary>
[MemoryDiagnoser]
public class ArithmeticBenchmarks
{
    private const int Block = 2048;

    private readonly long[] _integers = Columns.Integers(1_000_000).Span[..Block].ToArray();
    private readonly double[] _floats = Columns.Floats(1_000_000).Span[..Block].ToArray();
    private readonly long[] _sums = new long[Block];
    private readonly double[] _products = new double[Block];

    [Benchmark(Baseline = true)]
    public void CopyTo() => _integers.CopyTo(_sums, 0);

    [Benchmark]
    public void AddIntegers() =>
        ArithmeticKernel.Run<long, AddOperation<long>, Unguarded<long>, Elements<long>, Elements<long>>(
            new(_integers), new(_integers), _sums);

    [Benchmark]
    public void MultiplyFloats() =>
        ArithmeticKernel.Run<double, MultiplyOperation<double>, Unguarded<double>, Elements<double>, Constant<double>>(
            new(_floats), new(2.5), _products);

    [Benchmark]
    public void FloorModulo() =>
        ArithmeticKernel.Run<long, ModuloOperation<long>, Unguarded<long>, Elements<long>, Constant<long>>(
            new(_integers), new(97), _sums);
}
