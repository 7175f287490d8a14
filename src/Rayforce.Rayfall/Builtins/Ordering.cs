using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Putting vectors and tables in order, and finding places in it.</summary>
internal static class Ordering
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "asc", "The elements of a vector in ascending order, nulls first.")
        {
            Body = (evaluator, arguments) => Sort(evaluator, arguments[0], "asc", descending: false),
            Traits = BuiltinTraits.Whole | BuiltinTraits.Deferred,
        },
        new(RayType.Unary, "desc", "The elements of a vector in descending order, nulls last.")
        {
            Body = (evaluator, arguments) => Sort(evaluator, arguments[0], "desc", descending: true),
            Traits = BuiltinTraits.Whole | BuiltinTraits.Deferred,
        },
        new(RayType.Unary, "iasc", "The indices that put a vector in ascending order.")
        {
            Body = (evaluator, arguments) => Indices(evaluator, Order(evaluator, arguments[0], "iasc")),
            Traits = BuiltinTraits.AcrossGroups,
        },
        new(RayType.Unary, "idesc", "The indices that put a vector in descending order.")
        {
            Body = (evaluator, arguments) =>
                Indices(evaluator, Order(evaluator, arguments[0], "idesc", descending: true)),
            Traits = BuiltinTraits.AcrossGroups,
        },
        new(RayType.Unary, "rank", "The index of each element in the ascending order.")
        {
            Body = (evaluator, arguments) =>
            {
                var order = Order(evaluator, arguments[0], "rank");
                return Ranks(evaluator, order, order.Length);
            },
            Traits = BuiltinTraits.AcrossGroups,
        },
        new(RayType.Binary, "xrank", "Which of so many groups of equal size each element is in, in ascending order.")
        {
            Body = GroupRanks,
            Traits = BuiltinTraits.AcrossGroups,
        },
        new(RayType.Binary, "xasc", "A table in ascending order of some columns.")
        {
            Body = (evaluator, arguments) => SortTable(evaluator, arguments, descending: false),
        },
        new(RayType.Binary, "xdesc", "A table in descending order of some columns.")
        {
            Body = (evaluator, arguments) => SortTable(evaluator, arguments, descending: true),
        },
        new(RayType.Unary, "reverse", "The elements, rows or entries from the last to the first.")
        {
            Body = Reverse,
            Traits = BuiltinTraits.Whole | BuiltinTraits.Deferred,
        },
        new(RayType.Binary, "rotate", "The elements, rows, entries or characters, beginning with one further on.")
        {
            Body = Rotate,
            Traits = BuiltinTraits.AcrossGroups,
        },
        new(RayType.Binary, "bin", "The index of the last element of a sorted vector that is not above a value.")
        {
            Body = (evaluator, arguments) => Search(evaluator, arguments, "bin", IndexOfLast),
        },
        new(RayType.Binary, "binr", "The index of the first element of a sorted vector that is not below a value.")
        {
            Body = (evaluator, arguments) => Search(evaluator, arguments, "binr", IndexOfFirst),
        },
    ];

    private static Value Sort(Evaluator evaluator, Value argument, string name, bool descending)
    {
        // What is no collection is in order.
        if (argument.IsAtom || argument.Function is not null)
            return argument;
        var column = Vector(argument, name);
        return Sorting.Sort(evaluator.Budget, evaluator.Workers, evaluator.Symbols, column, descending);
    }

    private static int[] Order(Evaluator evaluator, Value argument, string name, bool descending = false) =>
        Sorting.Order(
            evaluator.Budget, evaluator.Workers, evaluator.Symbols, [Vector(argument, name)], [descending]);

    private static Column Vector(Value argument, string name) =>
        argument.Column is { } column and not ListColumn
            ? column
            : throw Fault.Type($"{name} expects a vector, got {TypeNames.Of(argument)}");

    private static Column<long> Indices(Evaluator evaluator, int[] rows)
    {
        evaluator.Budget.Charge(rows.Length, sizeof(long));
        var indices = LargeArray.Allocate<long>(rows.Length);
        evaluator.Workers.Scan(rows.Length, (_, start, length) =>
            TensorPrimitives.ConvertTruncating<int, long>(
                rows.AsSpan(start, length), indices.AsSpan(start, length)));
        return ElementTypes.I64.Wrap(indices, hasNulls: false);
    }

    // Which of so many groups of equal size the rows are in that stand in an order.
    private static Column<long> Ranks(Evaluator evaluator, int[] order, long groups)
    {
        evaluator.Budget.Charge(order.Length, sizeof(long));
        var ranks = LargeArray.Allocate<long>(order.Length);
        evaluator.Workers.Scan(order.Length, (_, start, length) =>
        {
            evaluator.Budget.Check();
            for (var i = start; i < start + length; i++)
            {
                ranks[order[i]] = groups == order.Length ? i
                    : groups <= int.MaxValue ? i * groups / order.Length
                    : (long)((Int128)i * groups / order.Length);
            }
        });
        return ElementTypes.I64.Wrap(ranks, hasNulls: false);
    }

    private static Value GroupRanks(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Scalar is not { IsInteger: true })
            throw Fault.Type("xrank: first arg must be integer");
        var groups = arguments[0].Bits;
        if (arguments[1].Column is null or ListColumn)
            throw Fault.Type("xrank: second arg must be a vector");
        if (groups <= 0)
            return ElementTypes.I64.Empty;
        return Ranks(evaluator, Order(evaluator, arguments[1], "xrank"), groups);
    }

    private static Value SortTable(Evaluator evaluator, ReadOnlySpan<Value> arguments, bool descending)
    {
        if (arguments[0].Table is not { } table)
            throw Fault.Type("xasc/xdesc expects a table as first argument");
        var names = arguments[1] switch
        {
            { IsSymbol: true } name => new ListColumn(name),
            { Column: Column<int> { Elements.Type: RayType.Symbol } or ListColumn } => arguments[1].Column!,
            _ => throw Fault.Type("xasc/xdesc key must be a symbol or list of symbols"),
        };
        if (names.Count == 0 || table.RowCount < 2)
            return table;
        var keys = new Column[names.Count];
        var directions = new bool[names.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!names[i].IsSymbol)
                throw Fault.Type("xasc/xdesc key must be a symbol");
            keys[i] = table.Find(names[i].SymbolId)
                ?? throw Fault.Domain("xasc/xdesc: key column not found in table");
            directions[i] = descending;
        }

        var rows = Sorting.Order(evaluator.Budget, evaluator.Workers, evaluator.Symbols, keys, directions);
        var sorted = Gather(evaluator, table, rows);
        return descending ? sorted : Attributed(sorted, table.IndexOf(names[0].SymbolId), areMore: keys.Length > 1);
    }

    /// <summary>A table whose first key column says that it is in order, and, where there are more keys, in parts.</summary>
    private static TableValue Attributed(TableValue table, int key, bool areMore)
    {
        var columns = table.Columns.ToArray();
        var column = columns[key];
        var isSorted = column.Elements.IsScalar && !column.Elements.IsText && !column.HasNulls;
        var isParted = areMore && column.Elements.IsScalar;
        if (!isSorted && !isParted)
            return table;
        columns[key] = column.Annotated(new Annotation
        {
            IsSorted = isSorted,
            Index = isParted ? IndexKind.Part : null,
            Target = column.Annotation?.Target,
        });
        return new TableValue(table.Names.ToArray(), columns);
    }

    // The columns side by side: each is one part of the work.
    private static TableValue Gather(Evaluator evaluator, TableValue table, int[] rows)
    {
        if (SelectionKernel.AreAll(rows, table.RowCount))
            return table;
        var columns = table.Columns.ToArray();
        foreach (var column in columns)
            evaluator.Budget.Charge(rows.Length, column.Elements.Width);
        var sorted = new Column[columns.Length];
        evaluator.Workers.Run(columns.Length, i => sorted[i] = columns[i].Gather(rows));
        return new TableValue(table.Names.ToArray(), sorted);
    }

    public static Value Extremes(Evaluator evaluator, ReadOnlySpan<Value> arguments, string name, bool descending)
    {
        if (arguments[1].Scalar is not { IsInteger: true })
            throw Fault.Type($"{name}: n must be integer");
        if (arguments[0].Column is not { } column || column is ListColumn)
            throw Fault.Type("top/bot expects a vector");
        var most = (int)Math.Clamp(arguments[1].Bits, 0, column.Count);
        var rows = Sorting.Top(
            evaluator.Budget, evaluator.Workers, evaluator.Symbols, [column], [descending], most);
        evaluator.Budget.Charge(rows.Length, column.Elements.Width);
        return column.Gather(rows);
    }

    private static Value Reverse(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Datum is not (Column or TableValue or DictValue))
            return arguments[0];
        var rows = Rows(evaluator, arguments[0]);
        rows.AsSpan().Reverse();
        return Runs.Gather(evaluator.Budget, arguments[0], rows);
    }

    private static Value Rotate(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[1].Scalar is not { IsInteger: true, Type: not RayType.B8 })
            throw Fault.Type("rotate: count must be an integer atom");
        if (Runs.Count(arguments[0]) < 0)
            throw Fault.Type($"rotate: expected a collection, got {TypeNames.Of(arguments[0])}");
        var rows = Rows(evaluator, arguments[0]);
        if (rows.Length == 0)
            return arguments[0];
        var first = (int)(arguments[1].Bits % rows.Length);
        if (first < 0)
            first += rows.Length;
        rows.AsSpan(0, first).Reverse();
        rows.AsSpan(first).Reverse();
        rows.AsSpan().Reverse();
        return Runs.Gather(evaluator.Budget, arguments[0], rows);
    }

    private static int[] Rows(Evaluator evaluator, Value collection)
    {
        var count = Runs.Count(collection);
        evaluator.Budget.Charge(count, sizeof(int));
        var rows = LargeArray.Allocate<int>(count);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        return rows;
    }

    private delegate int IndexSearch(ReadOnlySpan<long> sorted, long value);

    private static Value Search(
        Evaluator evaluator, ReadOnlySpan<Value> arguments, string name, IndexSearch search)
    {
        if (arguments[0].Column is not Column<long> { Elements.Type: RayType.I64 } sorted)
            throw Fault.Type($"{name}: sorted arg must be an i64 vector, got {TypeNames.Of(arguments[0])}");
        if (arguments[1].Scalar is { Type: RayType.I64 or RayType.I32 })
        {
            var value = arguments[1].IsNull ? long.MinValue : arguments[1].Bits;
            return Value.Int64(search(sorted.Span, value));
        }

        if (arguments[1].Column is not Column<long> { Elements.Type: RayType.I64 } values)
        {
            throw Fault.Type(
                $"{name}: val must be an i64 atom or vector, got {TypeNames.Of(arguments[1])}");
        }

        evaluator.Budget.Charge(values.Count, sizeof(long));
        var indices = LargeArray.Allocate<long>(values.Count);
        evaluator.Workers.Scan(values.Count, (_, start, length) =>
        {
            evaluator.Budget.Check();
            var all = sorted.Span;
            var wanted = values.Span;
            for (var i = start; i < start + length; i++)
                indices[i] = search(all, wanted[i]);
        });
        return ElementTypes.I64.Wrap(indices, hasNulls: false);
    }

    private static int IndexOfLast(ReadOnlySpan<long> sorted, long value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (sorted[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    // The last index where all are below.
    private static int IndexOfFirst(ReadOnlySpan<long> sorted, long value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return Math.Min(low, sorted.Length - 1);
    }
}
