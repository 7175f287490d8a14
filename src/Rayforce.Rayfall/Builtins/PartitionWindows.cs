using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Aggregates of the rows of a partition beside each row: of all, of those up to it, or of the last few.</summary>
internal static class PartitionWindows
{
    public static Value Run(
        Evaluator evaluator, TableValue table, int[] part, int[] order, Value? frame, DictValue functions)
    {
        var (isRunning, size) = FrameOf(evaluator, frame);
        var calls = new (int Name, string Function, Column Source)[functions.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            if (functions.Values[i].List is not { Count: 2 } call || !call[0].IsSymbol || !call[1].IsSymbol)
            {
                throw Fault.Domain(
                    $"window: `funcs:` value must be a function call like (min v), got wrong shape at entry {i}");
            }

            var function = evaluator.Symbols.Text(call[0].SymbolId);
            if (function is not ("sum" or "count" or "min" or "max" or "avg" or "first" or "last"))
                throw Fault.Domain($"window: unsupported window function '{function}'");
            if (function is "first" or "last" && order.Length == 0)
                throw Fault.Domain("window: first/last require order:");
            calls[i] = (functions.Keys[i].SymbolId, function, ColumnOf(evaluator, table, call[1].SymbolId));
        }

        var partitions = Partitions(evaluator, table, part, order);
        var rows = new int[table.RowCount];
        var next = 0;
        foreach (var partition in partitions)
        {
            foreach (var row in partition)
                rows[row] = next++;
        }

        var columns = new Column[calls.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var (_, function, source) = calls[i];
            var parts = new Column[partitions.Count];
            for (var k = 0; k < parts.Length; k++)
            {
                evaluator.Budget.Charge(partitions[k].Count, source.Elements.Width + ElementTypes.I64.Width);
                parts[k] = Of(evaluator, function, source.Gather(partitions[k].ToArray()), isRunning, size);
            }

            columns[i] = parts.Length == 0
                ? source.Elements.Empty
                : parts[0].Elements.Concat(evaluator.Budget, parts).Gather(rows);
        }

        return new TableValue(
            [.. table.Names, .. Array.ConvertAll(calls, call => call.Name)], [.. table.Columns, .. columns]);
    }

    /// <summary>What a function makes of each row's window in a partition.</summary>
    private static Column Of(Evaluator evaluator, string function, Column rows, bool isRunning, long size)
    {
        var count = rows.Count;
        if (function is "first" or "last")
        {
            var at = new int[count];
            for (var i = 0; i < count; i++)
                at[i] = function == "last" ? isRunning ? i : count - 1
                    : isRunning ? (int)Math.Max(0, i - (size - 1))
                    : 0;
            return rows.Gather(at);
        }

        if (!isRunning)
        {
            var value = Call(evaluator, function, new Value(rows));
            return value.AtomType!.Repeat(evaluator.Budget, value, count);
        }

        if (function == "count")
        {
            var counts = new long[count];
            for (var i = 0; i < count; i++)
                counts[i] = Math.Min(i + 1L, size);
            return ElementTypes.I64.Wrap(counts, hasNulls: false);
        }

        return size == long.MaxValue
            ? Call(evaluator, function + "s", new Value(rows)).Column!
            : Call(evaluator, "m" + function, Value.Int64(size), new Value(rows)).Column!;
    }

    private static Value Call(Evaluator evaluator, string function, params ReadOnlySpan<Value> arguments) =>
        evaluator.Apply(evaluator.FindName(evaluator.Symbols.Intern(function))!.Value, arguments);

    /// <summary>The rows of each partition, in the order asked for.</summary>
    private static List<List<int>> Partitions(Evaluator evaluator, TableValue table, int[] part, int[] order)
    {
        var count = table.RowCount;
        evaluator.Budget.Charge(count, 4 * sizeof(int));
        var orders = Array.ConvertAll(order, name => ColumnOf(evaluator, table, name));
        var places = orders.Length == 0
            ? Enumerable.Range(0, count).ToArray()
            : Sorting.Order(
                evaluator.Budget, evaluator.Workers, evaluator.Symbols, orders, new bool[orders.Length]);
        var parts = Array.ConvertAll(part, name => ColumnOf(evaluator, table, name));
        var groups = parts.Length == 0 || count == 0
            ? new int[count]
            : Grouping.Of(evaluator.Budget, evaluator.Workers, parts).GroupOfRow;
        var partitions = new List<List<int>>();
        foreach (var row in places)
        {
            while (partitions.Count <= groups[row])
                partitions.Add([]);
            partitions[groups[row]].Add(row);
        }

        return partitions;
    }

    private static Column ColumnOf(Evaluator evaluator, TableValue table, int name) =>
        table.Find(name) ?? throw Fault.NotYet($"window: no column '{evaluator.Symbols.Text(name)}'");

    private static (bool IsRunning, long Size) FrameOf(Evaluator evaluator, Value? frame)
    {
        if (frame is not { } value)
            return (false, long.MaxValue);
        if (value.Scalar is { IsInteger: true })
            return value.Bits > 0 ? (true, value.Bits) : throw Fault.Range("window: a frame has at least one row");
        return (value.IsSymbol ? evaluator.Symbols.Text(value.SymbolId) : null) switch
        {
            "whole" => (false, long.MaxValue),
            "running" => (true, long.MaxValue),
            _ => throw Fault.Domain("window: frame must be 'whole, 'running, or a positive row count"),
        };
    }
}
