using BenchmarkDotNet.Attributes;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Benchmarks;

/// <summary>Of a million rows those for which a comparison holds, and their elements.</summary>
[MemoryDiagnoser]
public class SelectionBenchmarks
{
    private readonly Column<long> _integers = Columns.Integers(100);
    private RowExpression<byte> _condition = null!;
    private int[] _rows = [];

    /// <summary>How many of a hundred rows are chosen.</summary>
    [Params(1, 50)]
    public int Percent { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _condition = new ComparisonExpression<long, LessComparison<long>>(
            "<", new ColumnExpression<long>(_integers, "column"), new ConstantExpression<long>(ElementTypes.I64, Percent), Relation.Less);
        _rows = Rows();
    }

    [Benchmark]
    public int[] Rows() => Selections.Rows(Columns.Budget, Workers.One, _condition, _integers.Count);

    [Benchmark]
    public object Gather() => _integers.Gather(_rows);
}
