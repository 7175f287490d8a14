using BenchmarkDotNet.Attributes;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Benchmarks;

/// <summary>A million rows in the order of a key, and the first ten of them.</summary>
[MemoryDiagnoser]
public class SortBenchmarks
{
    private readonly Symbols _symbols = new(new SymbolTable(), Columns.Budget);
    private readonly Column<long> _integers = Columns.Integers(1_000_000);
    private readonly Column<double> _floats = Columns.Floats(1_000_000);

    [Benchmark]
    public object Values() => Sorting.Sort(Columns.Budget, Workers.One, _symbols, _integers, descending: false);

    [Benchmark]
    public int[] ByInteger() => Sorting.Order(Columns.Budget, Workers.One, _symbols, [_integers], [false]);

    [Benchmark]
    public int[] ByFloat() => Sorting.Order(Columns.Budget, Workers.One, _symbols, [_floats], [true]);

    [Benchmark]
    public int[] FirstTen() => Sorting.Top(Columns.Budget, Workers.One, _symbols, [_floats], [true], 10);
}
