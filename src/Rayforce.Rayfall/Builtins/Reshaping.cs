using System.Globalization;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Tables in another shape: <c>pivot</c>, <c>xgroup</c>, <c>ungroup</c>.</summary>
internal static class Reshaping
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Variadic, "pivot", "A table with a column for each value of another one, of what a function makes of the rows.")
        {
            Body = Pivot,
        },
        new(RayType.Binary, "xgroup", "A dict of keys and the rows of a table that have them.") { Body = XGroup },
        new(RayType.Unary, "ungroup", "A table with a row for each element of its lists.") { Body = Ungroup },
    ];

    private static Value Pivot(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 5)
            throw Fault.Arity("pivot expects 5 arguments: table, index, pivot-col, value-col, agg-fn");
        if (arguments[0].Table is not { } table)
            throw Fault.Type($"pivot: first argument must be a table, got {TypeNames.Of(arguments[0])}");
        var function = arguments[4];
        if (function.Function is null)
            throw Fault.Type($"pivot: agg-fn must be a function, got {TypeNames.Of(function)}");
        var indexNames = IndexNames(arguments[1]);
        var pivot = Find(table, arguments[2], "pivot");
        var values = Find(table, arguments[3], "value");
        var index = new Column[indexNames.Length];
        for (var i = 0; i < index.Length; i++)
            index[i] = table.Find(indexNames[i]) ?? throw Fault.Domain("pivot: index column not found");
        if (table.RowCount == 0 && pivot.Type != RayType.String)
            return new TableValue([], []);
        if (pivot.Type is RayType.String or RayType.List)
        {
            throw Fault.NotYet(
                $"pivot: {TypeNames.Of(pivot)} pivot column not supported as column names");
        }

        // What native computes on the way leaves nulls out, but for symbols; anything else takes them as they lie in memory.
        var isOnTheWay = IsOnTheWay(function, index, values);
        var rows = new RowList(evaluator.Budget);
        for (var row = 0; row < pivot.Count; row++)
        {
            if (row % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            if (pivot.Type == RayType.Symbol || !isOnTheWay || !pivot.IsNull(row))
                rows.Add(row);
        }

        var chosen = rows.ToArray();
        if (chosen.Length == 0)
            return new TableValue(indexNames, Array.ConvertAll(index, column => column.Elements.Empty));
        // Sums of moments are those of the numbers that they are.
        if (isOnTheWay && function.Function.Name == "sum" && values.Elements.IsTemporal)
            values = Casts.To(evaluator, values, ElementTypes.I64).Column!;
        return Pivot(evaluator, indexNames, index, pivot, values, function, chosen);
    }

    private static TableValue Pivot(
        Evaluator evaluator, int[] indexNames, Column[] index, Column pivot, Column values, Value function, int[] rows)
    {
        var (budget, workers) = (evaluator.Budget, evaluator.Workers);
        var down = Grouping.Of(budget, workers, index, rows);
        var across = Grouping.Of(budget, workers, [pivot], rows);
        var cells = Grouping.Of(
            budget,
            workers,
            ElementTypes.I32.Wrap(down.GroupOfRow, hasNulls: false),
            ElementTypes.I32.Wrap(across.GroupOfRow, hasNulls: false));
        budget.Charge(rows.Length, values.Elements.Width);
        var results = PerGroup(evaluator, function, values.Gather(rows), cells);
        var (names, columns) = (new int[index.Length + across.Count], new Column[index.Length + across.Count]);
        var isOnTheWay = IsOnTheWay(function, index, values);
        var order = isOnTheWay ? [.. Enumerable.Range(0, across.Count)] : Order(evaluator, pivot, across);

        // Which cell stands at each place; most may be empty, so that the whole is charged before it is made.
        budget.Charge((long)down.Count * across.Count, sizeof(int));
        for (var i = 0; i < index.Length; i++)
        {
            var keys = KeysOf(down, budget, index[i]);
            (names[i], columns[i]) = (indexNames[i], !keys.Elements.IsText ? keys : isOnTheWay ? keys.Marked(NullMark.No) : ToList(budget, keys));
        }

        var places = new int[across.Count][];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new int[down.Count];
            places[i].AsSpan().Fill(-1);
        }

        for (var cell = 0; cell < cells.Count; cell++)
        {
            var row = cells.FirstRows[cell];
            places[across.GroupOfRow[row]][down.GroupOfRow[row]] = cell;
        }

        for (var i = 0; i < places.Length; i++)
        {
            budget.Charge(down.Count, results.Elements.Width);
            var value = pivot[across.FirstRows[order[i]]];
            names[index.Length + i] = isOnTheWay ? Name(evaluator, value) : RawName(evaluator, value);
            var column = results.Gather(places[order[i]]);
            columns[index.Length + i] = isOnTheWay ? column.Marked(results.Type == RayType.Symbol ? MarkOfCells(results, places[order[i]]) : NullMark.IfAny)
                : Numbers(budget, column, places[order[i]]) ?? column.Marked(NullMark.IfAny);
        }

        return new TableValue(names, columns);
    }

    /// <summary>Whether the function is one of those that native computes while it groups.</summary>
    private static bool IsOnTheWay(Value function, Column[] index, Column values) =>
        function.Function is Builtin { Name: "sum" or "avg" or "min" or "max" or "count" or "first" or "last" }
        && values.Type != RayType.String
        && !Array.Exists(index, column => column.Type == RayType.String);

    /// <summary>The mark of a column of symbols: a cell that is null counts, one that is not there does not.</summary>
    private static NullMark MarkOfCells(Column results, ReadOnlySpan<int> places)
    {
        foreach (var place in places)
        {
            if (place >= 0 && results.IsNull(place))
                return NullMark.Yes;
        }

        return NullMark.No;
    }

    /// <summary>The order of the columns of a function that is not computed on the way: that of their values.</summary>
    private static int[] Order(Evaluator evaluator, Column pivot, Grouping across)
    {
        if (!pivot.Elements.IsScalar || pivot.Elements.IsText)
            return [.. Enumerable.Range(0, across.Count)];
        var values = across.KeysOf(evaluator.Budget, pivot);
        var order = Sorting.Order(evaluator.Budget, evaluator.Workers, evaluator.Symbols, [values], [false]);
        return values.Elements.IsFloat && values.HasNulls ? [.. order.OrderBy(values.IsNull)] : order;
    }

    private static ListColumn ToList(Budget budget, Column column)
    {
        budget.Charge(column.Count, ElementTypes.List.Width);
        var items = new Value[column.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = column[i];
        return new ListColumn(items);
    }

    /// <summary>
    /// Results as native keeps them that are not computed on the way: as floats where one of them is one, otherwise as
    /// integers; nothing where they are neither.
    /// </summary>
    private static Column? Numbers(Budget budget, Column results, int[] places)
    {
        var type = ElementTypes.I64 as ElementType;
        budget.Charge(results.Count, sizeof(long) + ElementTypes.List.Width);
        var items = new Value[results.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = places[i] < 0 ? Value.Null : results[i];
            if (items[i].IsUntypedNull)
                continue;
            // Of a vector its length.
            if (items[i].Column is { } vector)
                items[i] = Value.Int64(vector.Count);
            if (items[i].Scalar is not { IsText: false } own)
                return null;
            if (own.IsFloat)
                type = ElementTypes.F64;
        }

        foreach (ref var item in items.AsSpan())
        {
            item = item.IsNull ? type.NullAtom
                : !type.IsFloat ? Value.Int64(item.Bits)
                : Value.Float64(item.Scalar!.IsFloat ? item.Double : item.Bits);
        }

        return type.FromAtoms(budget, items).Marked(NullMark.IfAny);
    }

    private static Column KeysOf(Grouping groups, Budget budget, Column column) =>
        groups.KeysOf(budget, column).Marked(NullMark.IfAny);

    /// <summary>What a function makes of the values of each group.</summary>
    private static Column PerGroup(Evaluator evaluator, Value function, Column values, Grouping groups)
    {
        if (function.Function is Builtin { Aggregate: { Arity: 1 } aggregate, Name: not "prod" } &&
            RowExpressions.Of(values) is { } expression)
        {
            var scope = new RowScope(evaluator.Budget, evaluator.Symbols, InQuery: true);
            var state = aggregate.Start(scope, [expression]);
            state.Grow(groups.Count);
            using var scratch = Scratch.Take();
            for (var start = 0; start < values.Count; start += Block.Size)
            {
                evaluator.Budget.Check();
                scratch.Reset();
                var block = new Block(scratch, start, Math.Min(Block.Size, values.Count - start));
                state.Add([expression], block, groups.GroupOfRow.AsSpan(start, block.Count));
            }

            return state.Finish();
        }

        var rows = groups.Arrange(evaluator.Budget, evaluator.Workers);
        evaluator.Budget.Charge(groups.Count, 16);
        var items = new Value[groups.Count];
        for (var i = 0; i < items.Length; i++)
        {
            evaluator.Budget.Charge(rows[i].Length, values.Elements.Width);
            items[i] = evaluator.Apply(function, values.Gather(rows[i]));
        }

        return Collapsing.Collapse(evaluator.Budget, items);
    }

    private static int[] IndexNames(Value names)
    {
        if (names.IsSymbol)
            return [names.SymbolId];
        if (names.Column is not { } column)
            throw Fault.Type($"pivot: index must be a symbol or list of symbols, got {TypeNames.Of(names)}");
        var result = new int[column.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = column[i].IsSymbol
                ? column[i].SymbolId
                : throw Fault.Type($"pivot: index columns must be symbols, got {TypeNames.Of(column[i])}");
        }

        return result;
    }

    private static Column Find(TableValue table, Value name, string what)
    {
        if (!name.IsSymbol)
            throw Fault.Type($"pivot: {what}-col must be a symbol, got {TypeNames.Of(name)}");
        return table.Find(name.SymbolId) ?? throw Fault.Domain($"pivot: {what} column not found");
    }

    /// <summary>The name of the column of a value, nulls among them, of a function that is not computed on the way.</summary>
    private static int RawName(Evaluator evaluator, Value value) => value.Type switch
    {
        RayType.Symbol or RayType.B8 or RayType.Guid => Name(evaluator, value),
        RayType.F64 when value.IsNull => evaluator.Symbols.Intern("nan"u8),
        RayType.F64 => Name(evaluator, value),
        RayType.I64 => evaluator.Symbols.Intern(value.Bits.ToString(CultureInfo.InvariantCulture)),
        RayType.I16 => evaluator.Symbols.Intern(string.Create(CultureInfo.InvariantCulture, $"col{(ushort)value.Bits}")),
        RayType.I32 => evaluator.Symbols.Intern(string.Create(CultureInfo.InvariantCulture, $"col{(uint)value.Bits}")),
        RayType.Date or RayType.Time when value.IsNull =>
            evaluator.Symbols.Intern(string.Create(CultureInfo.InvariantCulture, $"col{(uint)value.Bits}")),
        _ => evaluator.Symbols.Intern(string.Create(CultureInfo.InvariantCulture, $"col{value.Bits}")),
    };

    /// <summary>The name of the column of a value.</summary>
    private static int Name(Evaluator evaluator, Value value) => value.Type switch
    {
        RayType.Symbol => value.SymbolId,
        RayType.B8 => evaluator.Symbols.Intern(value.Bits != 0 ? "true" : "false"),
        RayType.F64 => evaluator.Symbols.Intern(Casts.Significant(value.Double + 0.0, 6)),
        RayType.F32 => evaluator.Symbols.Intern(string.Create(
            CultureInfo.InvariantCulture, $"col{BitConverter.SingleToUInt32Bits((float)value.Double)}")),
        RayType.U8 or RayType.Timespan =>
            evaluator.Symbols.Intern(string.Create(CultureInfo.InvariantCulture, $"col{value.Bits}")),
        RayType.Guid => Casts.To(evaluator, value, ElementTypes.Symbol).SymbolId,
        _ => evaluator.Symbols.Intern(value.Bits.ToString(CultureInfo.InvariantCulture)),
    };

    private static Value XGroup(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (budget, workers) = (evaluator.Budget, evaluator.Workers);
        if (arguments[0].Table is not { } table)
            throw Fault.Type($"xgroup: first arg must be a table, got {TypeNames.Of(arguments[0])}");
        var names = Tables.KeyNamesOf(arguments[1], "xgroup");
        var keys = new Column[names.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = table.Find(names[i]) ?? throw Fault.Domain("xgroup: unknown key column");
        if (table.RowCount == 0)
            return new DictValue(ListColumn.Empty, ListColumn.Empty);
        var groups = Grouping.Of(budget, workers, keys);
        var rows = groups.Arrange(budget, workers);
        var items = new Value[groups.Count];
        for (var i = 0; i < items.Length; i++)
        {
            foreach (var column in table.Columns)
                budget.Charge((rows[i].Length * (long)column.Elements.Width) + 64);
            items[i] = table.Gather(rows[i]);
        }

        var dictKeys = keys.Length == 1 ? Keys(budget, groups.KeysOf(budget, keys[0])) : Tuples(budget, groups, keys);
        return new DictValue(dictKeys, new ListColumn(items));
    }

    /// <summary>The keys one by one, of symbols their names, as native has them.</summary>
    private static ListColumn Keys(Budget budget, Column keys)
    {
        budget.Charge(keys.Count, 16);
        var items = new Value[keys.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = keys.Type == RayType.Symbol ? Value.Name(keys[i].SymbolId) : keys[i];
        return new ListColumn(items);
    }

    /// <summary>The keys of each group as a list.</summary>
    private static ListColumn Tuples(Budget budget, Grouping groups, Column[] keys)
    {
        budget.Charge((long)groups.Count * (keys.Length + 4), 16);
        var columns = Array.ConvertAll(keys, key => groups.KeysOf(budget, key));
        var tuples = new Value[groups.Count];
        for (var i = 0; i < tuples.Length; i++)
            tuples[i] = new ListColumn(Array.ConvertAll(columns, column => column[i]));
        return new ListColumn(tuples);
    }

    private static Value Ungroup(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var budget = evaluator.Budget;
        if (arguments[0].Table is not { } table)
            throw Fault.Type($"ungroup: argument must be a table, got {TypeNames.Of(arguments[0])}");
        var lengths = Lengths(budget, table);
        if (lengths is null || table.RowCount == 0)
            return table;
        var total = 0L;
        foreach (var length in lengths)
            total += length;
        if (total > Array.MaxLength)
            throw Fault.Limit("a table of more than 2^31 rows");
        budget.Charge(total, sizeof(int));
        var rows = new int[total];
        var next = 0;
        for (var row = 0; row < lengths.Length; row++)
        {
            rows.AsSpan(next, lengths[row]).Fill(row);
            next += lengths[row];
        }

        var columns = new Column[table.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = table.Columns[i] is ListColumn nested
                ? Raze(budget, nested)
                : TableRows.Gather(evaluator, table.Columns.Slice(i, 1), rows)[0];
        }

        return new TableValue(table.Names.ToArray(), columns);
    }

    /// <summary>How many rows each row becomes; nothing where no column is a list.</summary>
    private static int[]? Lengths(Budget budget, TableValue table)
    {
        int[]? lengths = null;
        foreach (var column in table.Columns)
        {
            if (column is not ListColumn nested)
                continue;
            var isFirst = lengths is null;
            if (isFirst)
            {
                budget.Charge(nested.Count, sizeof(int));
                lengths = new int[nested.Count];
            }

            for (var row = 0; row < nested.Count; row++)
            {
                var length = nested[row] switch
                {
                    { IsAtom: true } => 1,
                    { Column: { } cell and not ListColumn } => cell.Count,
                    _ => throw Fault.Type("ungroup: nested cell must be an atom or non-list vector"),
                };
                if (isFirst)
                    lengths![row] = length;
                else if (lengths![row] != length)
                    throw Fault.Length($"ungroup: nested columns disagree on row length, got {lengths[row]} and {length}");
            }
        }

        return lengths;
    }

    /// <summary>The elements of the cells behind each other: a vector where all are of one type.</summary>
    private static Column Raze(Budget budget, ListColumn nested)
    {
        var parts = new Column[nested.Count];
        var isOneType = true;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Matching.ToColumn(budget, nested[i]);
            isOneType &= parts[i].Type == parts[0].Type;
        }

        return (isOneType ? parts[0].Elements : ElementTypes.List).Concat(budget, parts);
    }
}
