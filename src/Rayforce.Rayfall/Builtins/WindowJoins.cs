using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Beside each row of a table what aggregates make of the rows of another one in an interval of time.</summary>
internal static class WindowJoins
{
    /// <summary>A left table with a column more for each aggregate.</summary>
    /// <param name="evaluator">Who evaluates.</param>
    /// <param name="arguments">The keys, of which the last is the time; the intervals; the left and the right table.</param>
    /// <param name="outputs">The names of the new columns, what makes them, nothing for nulls, and of which right column.</param>
    /// <param name="withPrevailing">Whether the row that prevails when an interval begins is one of it.</param>
    public static Value Run(
        Evaluator evaluator,
        ReadOnlySpan<Value> arguments,
        (int Name, Builtin? Aggregate, int Source)[] outputs,
        bool withPrevailing)
    {
        if (arguments[2].Table is not { } left || arguments[3].Table is not { } right)
        {
            throw Fault.Type(
                $"window-join: both operands must be tables, got {TypeNames.Of(arguments[2], arguments[3])}");
        }

        if (arguments[0].Column is not Column<int> { Type: RayType.Symbol } names)
            throw Fault.Type($"window-join: keys must be a symbol list, got {TypeNames.Of(arguments[0])}");
        if (names.Count < 2)
        {
            throw Fault.Domain(
                $"window-join: keys must contain at least one equality key plus a time key, got {names.Count}");
        }

        var join = new Join(left, right, names.Span.ToArray());
        for (var i = 0; i < join.LeftKeys.Length; i++)
        {
            if (join.LeftKeys[i] is null || join.RightKeys[i] is null)
                throw Fault.Domain("window-join: key column not found in both tables");
        }

        var sources = Array.ConvertAll(outputs, output => output.Aggregate is null ? null : right.Find(output.Source)
            ?? throw Fault.Domain("window-join: aggregation source column not found"));
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] is { } source && outputs[i].Aggregate!.Name != "count"
                && (!source.Elements.IsScalar || source.Elements.IsText))
                throw Fault.Type($"window-join: aggregation source must be numeric, got {TypeNames.Of(source)}");
        }

        if (arguments[1].Column is not { Count: 2 } bounds || bounds[0].Column is not { } begins
            || bounds[1].Column is not { } ends || begins.Count != left.RowCount || ends.Count != left.RowCount)
            throw Fault.Domain("window-join: intervals must be [lo hi] vectors matching left row count");

        var (rows, groups) = Windows(evaluator, join, begins, ends, withPrevailing);
        var columns = new Column[outputs.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = sources[i] is { } source
                ? Aggregate(evaluator, outputs[i].Aggregate!, source, rows, groups, left.RowCount)
                : ElementTypes.I64.Repeat(evaluator.Budget, ElementTypes.I64.NullAtom, left.RowCount);
        }

        return new TableValue(
            [.. left.Names, .. Array.ConvertAll(outputs, output => output.Name)], [.. left.Columns, .. columns]);
    }

    private static Column Aggregate(
        Evaluator evaluator, Builtin builtin, Column source, List<int> rows, List<int> groups, int count)
    {
        var aggregate = builtin.Aggregate is { Arity: 1 } known
            ? known
            : throw Fault.Domain("window-join: unsupported aggregation op");
        evaluator.Budget.Charge(rows.Count, 2 * sizeof(int) + source.Elements.Width);

        // The first and the last are those that are there.
        if (builtin.Name is "first" or "last" && source.HasNulls)
        {
            var (present, whose) = (new List<int>(), new List<int>());
            for (var i = 0; i < rows.Count; i++)
            {
                if (source.IsNull(rows[i]))
                    continue;
                present.Add(rows[i]);
                whose.Add(groups[i]);
            }

            (rows, groups) = (present, whose);
        }

        var column = source.Gather(rows.ToArray());
        var arguments = new[] { RowExpressions.Of(column)! };
        var state = aggregate.Start(new RowScope(evaluator.Budget, evaluator.Symbols, InQuery: true), arguments);
        state.Grow(count);
        var owners = groups.ToArray();
        using var scratch = Scratch.Take();
        for (var start = 0; start < owners.Length; start += Block.Size)
        {
            evaluator.Budget.Check();
            scratch.Reset();
            var block = new Block(scratch, start, Math.Min(Block.Size, owners.Length - start));
            state.Add(arguments, block, owners.AsSpan(block.Start, block.Count));
        }

        return state.Finish();
    }

    /// <summary>The right rows of each left row's interval, by time, and whose they are.</summary>
    private static (List<int> Rows, List<int> Owners) Windows(
        Evaluator evaluator, Join join, Column begins, Column ends, bool withPrevailing)
    {
        var budget = evaluator.Budget;
        var leftCount = join.LeftKeys[0]!.Count;
        var keys = JoinKeys.Of(evaluator, join.LeftKeys.AsSpan()[..^1]!, join.RightKeys.AsSpan()[..^1]!);
        var times = join.RightKeys[^1]!;
        var order = Sorting.Order(budget, evaluator.Workers, evaluator.Symbols, [times], [false]);

        // The right rows of each key, by time; as in native a null is before all times.
        budget.Charge((long)keys.Count + times.Count, 32);
        var ofKey = new List<int>?[keys.Count];
        var numbers = keys.Numbers.Span;
        foreach (var row in order)
        {
            (ofKey[numbers[leftCount + row]] ??= []).Add(row);
        }

        var (rows, owners) = (new List<int>(), new List<int>());
        for (var i = 0; i < leftCount; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            if (ofKey[numbers[i]] is not { } known || ends.IsNull(i))
                continue;
            var (begin, end) = (Number(begins[i]), Number(ends[i]));
            var first = CountBelow(known, time => time < begin);
            if (withPrevailing)
                first = Math.Min(first, Math.Max(0, CountBelow(known, time => time <= begin) - 1));
            var last = CountBelow(known, time => time <= end);
            budget.Charge(Math.Max(0, last - first), 2 * sizeof(int));
            for (var k = first; k < last; k++)
            {
                rows.Add(known[k]);
                owners.Add(i);
            }
        }

        return (rows, owners);

        // How many of some rows in the order of their times come before a point of time.
        int CountBelow(List<int> known, Func<long, bool> isBefore)
        {
            var (low, high) = (0, known.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (isBefore(Number(times[known[middle]])))
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }

    private static long Number(Value time) => time.Scalar is { IsFloat: true } ? (long)time.Double : time.Bits;
}
