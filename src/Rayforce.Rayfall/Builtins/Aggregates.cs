using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Builtins that make one value of a column.</summary>
internal static partial class Aggregates
{
    private const AggregateTypes Moments = AggregateTypes.Numbers | AggregateTypes.Temporals;

    /// <summary>How many different values there are, nulls among them: <c>(count (distinct x))</c> in a query.</summary>
    public static Aggregate DistinctCount { get; } =
        new TypedAggregate("count", AggregateTypes.All, AggregateStates.DistinctCount);

    public static IEnumerable<Builtin> All => [.. Numeric, .. Choices, .. Spreads, .. Pairs];

    /// <summary>One value of the rows 0 to <paramref name="count"/> - 1 of its arguments.</summary>
    /// <param name="evaluator">The request.</param>
    /// <param name="aggregate">What is asked.</param>
    /// <param name="arguments">As many as its arity.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="inQuery">
    /// Whether it is one of a query: then the last bits of sums of floats and some nulls are others.
    /// </param>
    /// <param name="ofChosenRows">Whether a condition has chosen the rows from others.</param>
    public static Value Over(
        Evaluator evaluator,
        Aggregate aggregate,
        RowExpression[] arguments,
        int count,
        bool inQuery = false,
        bool ofChosenRows = false)
    {
        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, inQuery, ofChosenRows);
        // What is not more than a morsel is one part, however small the parts of more rows are.
        var partSize = count < Workers.MorselSize ? Workers.MorselSize : aggregate.PartSize;
        var states = new AggregateState[Math.Max(1, (count + partSize - 1) / partSize)];
        if (count == 0)
            states[0] = Start(aggregate, scope, arguments);
        evaluator.Workers.Scan(count, (_, start, length) =>
        {
            using var scratch = Scratch.Take();
            for (var end = start + length; start < end; start += partSize)
            {
                evaluator.Budget.Check();
                var state = Start(aggregate, scope, arguments);
                states[start / partSize] = state;
                var partEnd = Math.Min(start + partSize, end);
                for (var row = start; row < partEnd; row += Block.Size)
                {
                    scratch.Reset();
                    state.Add(arguments, new Block(scratch, row, Math.Min(Block.Size, partEnd - row)));
                }
            }
        });
        for (var i = 1; i < states.Length; i++)
            states[0].Merge(states[i], [0]);
        return states[0].Finish()[0];
    }

    /// <summary>
    /// One value of what an operation gives for each row, without a column of that; nothing where it would not be the
    /// same. Of floats it depends on the nulls found in the column in which order they are added.
    /// </summary>
    private static Value? OverResults(
        Evaluator evaluator, Aggregate aggregate, Builtin operation, ReadOnlySpan<Value> arguments)
    {
        if (evaluator.InQuery || !operation.Is(BuiltinTraits.ByRow) || arguments.Length != 2)
            return default(Value?);
        var (left, right) = (arguments[0].Column, arguments[1].Column);
        var count = (left ?? right)?.Count ?? 0;
        if (count == 0 || (left is not null && right is not null && left.Count != right.Count)
            || (left is null ? RowExpressions.Of(arguments[0]) : RowExpressions.Of(left)) is not { } first
            || (right is null ? RowExpressions.Of(arguments[1]) : RowExpressions.Of(right)) is not { } second)
            return default(Value?);
        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, InQuery: false);
        return operation.Rows!(scope, [first, second]) is { Elements.Type: RayType.I32 or RayType.I64 } results
            ? Over(evaluator, aggregate, [results], count)
            : default(Value?);
    }

    private static AggregateState Start(Aggregate aggregate, RowScope scope, RowExpression[] arguments)
    {
        var state = aggregate.Start(scope, arguments);
        state.Grow(1);
        return state;
    }

    /// <summary>An aggregate of one vector.</summary>
    private static Value Over(Evaluator evaluator, Aggregate aggregate, Column column) =>
        Over(evaluator, aggregate, [RowExpressions.Of(column)!], column.Count);

    /// <summary>A list of numbers as a vector: of floats where one of them is one, otherwise of I64.</summary>
    /// <param name="evaluator">The request.</param>
    /// <param name="name">Who asks.</param>
    /// <param name="list">The list.</param>
    /// <param name="takesNull">Whether untyped nulls count as nulls.</param>
    private static Column Numbers(Evaluator evaluator, string name, ListColumn list, bool takesNull = false)
    {
        var isFloat = false;
        foreach (var item in list.Span)
        {
            if (item.AtomType is { IsNumeric: true } type)
                isFloat |= type.IsFloat;
            else if (!takesNull || !item.IsUntypedNull)
                throw Fault.Type($"{name}: list elements must be numeric, got {TypeNames.Of(item)}");
        }

        evaluator.Budget.Charge(list.Count, sizeof(long));
        if (isFloat)
        {
            var floats = new double[list.Count];
            for (var i = 0; i < floats.Length; i++)
                floats[i] = ToDouble(list.Span[i]);
            return ElementTypes.F64.Wrap(floats);
        }

        var integers = new long[list.Count];
        for (var i = 0; i < integers.Length; i++)
            integers[i] = list.Span[i].IsNull ? long.MinValue : list.Span[i].Bits;
        return ElementTypes.I64.Wrap(integers);
    }

    private static double ToDouble(Value number) =>
        number.IsNull ? double.NaN : number.AtomType!.IsFloat ? number.Double : number.Bits;
}
