using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Interpreting;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests;

/// <summary>No kernel and no aggregate allocates for a row or for a group, whatever the builtin and the types.</summary>
public sealed class AllocationTests
{
    private const int Rows = 16 * Block.Size;
    private const int Groups = 1000;

    private static readonly Budget Limits = new(1L << 40, 1L << 40, CancellationToken.None);
    private static readonly Symbols Symbols = new(new SymbolTable(), Limits);

    private static readonly int[] GroupOfRow = [.. Enumerable.Range(0, Rows).Select(row => row * 7 % Groups)];

    /// <summary>What keeps the values that it has seen: arrays that grow, but nothing for a value or a group.</summary>
    private static readonly string[] Keeping =
        ["med", "median", "quantile", "percentile", "mode", "distinct", "top", "bot"];

    private static readonly Column[] Columns =
    [
        .. ElementTypes.All.Where(type => type is not ListType).Select(Make),
        ElementTypes.F64.Wrap(Enumerable.Range(0, Rows).Select(row => row % 5 == 0 ? ElementTypes.F64.Null : row + 1).ToArray()),
    ];

    [Fact]
    public void An_aggregate_adds_rows_to_groups_that_it_knows_without_allocating()
    {
        var wrong = new List<string>();
        var counted = 0;
        foreach (var builtin in BuiltinTable.Instance.All)
        {
            if (builtin.Aggregate is not { } aggregate)
                continue;
            foreach (var column in Columns)
            {
                if (Start(builtin.Name, aggregate, column) is not var (state, arguments))
                    continue;
                counted++;
                state.Grow(Groups);
                Add(state, arguments);
                var allocated = Measure(() => Add(state, arguments));
                var allowed = Keeping.Contains(builtin.Name) ? 64L * Rows : 0;
                if (allocated > allowed)
                    wrong.Add($"{builtin.Name} of {column.Elements.VectorName}: {allocated} bytes");
            }
        }

        Assert.True(counted > 100, $"{counted}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void An_expression_is_computed_by_blocks_without_allocating()
    {
        var wrong = new List<string>();
        var counted = 0;
        var scope = new RowScope(Limits, Symbols, InQuery: true);
        foreach (var builtin in BuiltinTable.Instance.All)
        {
            if (builtin.Rows is not { } rule)
                continue;
            foreach (var left in Columns)
            {
                foreach (var right in Columns.Select(column => RowExpressions.Of(column)!).Append(RowExpressions.Of(Value.Int64(3))!))
                {
                    RowExpression[] arguments = builtin.Type == RayType.Unary
                        ? [RowExpressions.Of(left)!]
                        : [RowExpressions.Of(left)!, right];
                    RowExpression? expression;
                    try
                    {
                        expression = rule(scope, arguments);
                        if (expression is not null)
                            Compute(expression, Rows / 2);
                    }
                    catch (RayfallException)
                    {
                        continue;
                    }

                    if (expression is null or { Elements: StringType })
                        continue;
                    counted++;
                    var half = Measure(() => Compute(expression, Rows / 2));
                    var whole = Measure(() => Compute(expression, Rows));
                    var results = (long)Rows / 2 * expression.Elements.Width;
                    // Sixteen blocks: anything for a row would be far more than what the runtime needs now and then.
                    if (whole - half > results + (Rows / 4))
                        wrong.Add($"{expression.Describe(Symbols)}, {left.Elements.VectorName}: {whole - half} bytes for {results}");
                    if (builtin.Type == RayType.Unary)
                        break;
                }
            }
        }

        Assert.True(counted > 1000, $"{counted}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(30)));
    }

    [Fact]
    public void Groups_cost_arrays_and_no_objects()
    {
        foreach (var keys in Columns)
        {
            var (few, many) = (keys.Slice(0, Rows / 2), keys);
            Grouping.Of(Limits, Workers.One, few);
            var half = Measure(() => Grouping.Of(Limits, Workers.One, few));
            var whole = Measure(() => Grouping.Of(Limits, Workers.One, many));
            // A number for each row; for each group its first row, its code, and its place in tables that are doubled.
            Assert.InRange(whole - half, 0, 128L * Rows / 2);
        }
    }

    private static void Add(AggregateState state, RowExpression[] arguments)
    {
        using var scratch = Scratch.Take();
        for (var start = 0; start < Rows; start += Block.Size)
        {
            scratch.Reset();
            state.Add(arguments, new Block(scratch, start, Block.Size), GroupOfRow.AsSpan(start, Block.Size));
        }
    }

    private static void Compute(RowExpression expression, int count) => expression.ToColumn(Limits, Workers.One, count);

    private static long Measure(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (AggregateState State, RowExpression[] Arguments)? Start(string name, Aggregate aggregate, Column column)
    {
        var rows = RowExpressions.Of(column)!;
        RowExpression[] arguments = name switch
        {
            "top" or "bot" => [rows, RowExpressions.Of(Value.Int64(2))!],
            "quantile" or "percentile" => [rows, RowExpressions.Of(Value.Float64(0.3))!],
            _ when aggregate.Arity == 2 => [rows, rows],
            _ => [rows],
        };
        try
        {
            return (aggregate.Start(new RowScope(Limits, Symbols, InQuery: true), arguments), arguments);
        }
        catch (RayfallException)
        {
            return null;
        }
    }

    private static Column Make(ElementType type)
    {
        var numbers = Enumerable.Range(0, Rows).Select(row => 1 + (row * 7919 % 10007)).ToArray();
        return type switch
        {
            SymbolType symbols => symbols.Wrap(numbers.Select(n => Symbols.Intern("s" + (n % 100))).ToArray()),
            ElementType<long> t => t.Wrap(numbers.Select(n => (long)n).ToArray()),
            ElementType<int> t => t.Wrap(numbers),
            ElementType<short> t => t.Wrap(numbers.Select(n => (short)n).ToArray()),
            ElementType<byte> t => t.Wrap(numbers.Select(n => (byte)(t == ElementTypes.B8 ? n & 1 : 1 + (n & 63))).ToArray()),
            ElementType<double> t => t.Wrap(numbers.Select(n => (double)n).ToArray()),
            ElementType<float> t => t.Wrap(numbers.Select(n => (float)n).ToArray()),
            ElementType<Guid> t => t.Wrap(numbers.Select(n => new Guid(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).ToArray()),
            var texts => texts.FromAtoms(
                Limits, [.. numbers.Select(n => Value.String(System.Text.Encoding.UTF8.GetBytes($"text {n % 100}")))]),
        };
    }
}
