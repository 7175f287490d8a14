using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The keys of two tables, numbered together: the left rows first, the right ones behind them.</summary>
/// <param name="Numbers">The number of each row's key.</param>
/// <param name="Count">How many numbers there are.</param>
internal readonly record struct JoinKeys(ReadOnlyMemory<int> Numbers, int Count)
{
    public static JoinKeys Of(Evaluator evaluator, ReadOnlySpan<Column> left, ReadOnlySpan<Column> right)
    {
        var (leftCount, rightCount) = (left[0].Count, right[0].Count);
        var both = new Column[left.Length];
        for (var i = 0; i < both.Length; i++)
        {
            if (TryAppend(evaluator, left[i], right[i]) is not { } column)
                return Apart(evaluator.Budget, leftCount, rightCount);
            both[i] = column;
        }

        if (leftCount + (long)rightCount == 0)
            return new JoinKeys(Array.Empty<int>(), 0);
        var groups = Grouping.Of(evaluator.Budget, evaluator.Workers, both);
        return new JoinKeys(groups.GroupOfRow, groups.Count);
    }

    /// <summary>
    /// The elements of a key of both tables, in a type in which equal ones are equal; nothing where none are. Whole
    /// numbers and times are compared by number, whatever their types.
    /// </summary>
    private static Column? TryAppend(Evaluator evaluator, Column left, Column right)
    {
        if (left.Type == RayType.String != (right.Type == RayType.String))
            throw Fault.Type("join: string key columns must have string type on both sides");
        if (left.Type == right.Type)
            return left.Elements.Concat(evaluator.Budget, [left, right]);
        if (Whole(evaluator, left) is { } first && Whole(evaluator, right) is { } second)
            return ElementTypes.I64.Concat(evaluator.Budget, [first, second]);
        return null;
    }

    /// <summary>Whole numbers or times as numbers of 64 bits; nothing for other elements.</summary>
    private static Column? Whole(Evaluator evaluator, Column column)
    {
        var plain = column switch
        {
            { Elements.IsFloat: true } or { Elements.IsText: true } => null,
            Column<int> times => ElementTypes.I32.Wrap(times.Memory, times.HasNulls),
            Column<long> times => ElementTypes.I64.Wrap(times.Memory, times.HasNulls),
            { Elements.IsInteger: true } => column,
            _ => null,
        };
        return plain is null
            ? null
            : Matching.Widen(RowExpressions.Of(plain)!, ElementTypes.I64)!
                .ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
    }

    /// <summary>Keys of which none are equal.</summary>
    private static JoinKeys Apart(Budget budget, int left, int right)
    {
        budget.Charge((long)left + right, sizeof(int));
        var numbers = LargeArray.AllocateCleared<int>(left + right);
        numbers.AsSpan(left).Fill(1);
        return new JoinKeys(numbers, 2);
    }
}
