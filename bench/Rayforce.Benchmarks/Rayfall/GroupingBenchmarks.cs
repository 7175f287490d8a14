using BenchmarkDotNet.Attributes;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Benchmarks;

/// <summary>A million rows grouped by one key of so many values, by two, and by one that is spread over 64 bits.</summary>
[MemoryDiagnoser]
public class GroupingBenchmarks
{
    private Column<long> _key = null!;
    private Column<long> _other = null!;
    private Column<long> _wide = null!;

    [Params(100, 100_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_key, _other) = (Columns.Integers(Keys), Columns.Integers(97, 104_729));
        _wide = ElementTypes.I64.Wrap(Array.ConvertAll(_key.Span.ToArray(), key => key * 0x1E37_79B9_7F4A_7C15));
    }

    [Benchmark]
    public int ByOne() => Grouping.Of(Columns.Budget, Workers.One, _key).Count;

    [Benchmark]
    public int ByTwo() => Grouping.Of(Columns.Budget, Workers.One, _key, _other).Count;

    [Benchmark]
    public int ByWide() => Grouping.Of(Columns.Budget, Workers.One, _wide).Count;
}
