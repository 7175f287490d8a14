using BenchmarkDotNet.Attributes;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Benchmarks;

/// <summary>A million rows beside a table of so many keys, numbered together and paired.</summary>
[MemoryDiagnoser]
public class JoinBenchmarks
{
    private Column<long> _keys = null!;
    private int _right;

    [Params(100, 100_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // The keys of the right table stand behind those of the left one.
        var right = new long[Keys];
        for (var i = 0; i < Keys; i++)
            right[i] = i;
        _right = Keys;
        _keys = ElementTypes.I64.Wrap((long[])[.. Columns.Integers(Keys).Span, .. right]);
    }

    [Benchmark]
    public int Pairs()
    {
        var groups = Grouping.Of(Columns.Budget, Workers.One, _keys);
        var numbers = groups.GroupOfRow.AsMemory();
        var left = numbers[..^_right];
        var matches = new KeyMatches(Columns.Budget, Workers.One, left, numbers[left.Length..], groups.Count);
        return matches.Pairs(keepsUnmatched: false).Right.Length;
    }
}
