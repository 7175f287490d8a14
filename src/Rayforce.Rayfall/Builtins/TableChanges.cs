using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Tables with more or other rows. The special forms that bind their results to names call these.</summary>
internal static class TableChanges
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Variadic, "modify", "A table in which a function has changed a column.")
        {
            Body = Modify,
            Traits = BuiltinTraits.Restricted,
        },
    ];

    /// <summary>A table with new rows behind its own, a vector or list with an element more.</summary>
    /// <param name="evaluator">The evaluation.</param>
    /// <param name="target">What to add to.</param>
    /// <param name="rows">What to add.</param>
    public static Value Insert(Evaluator evaluator, Value target, Value rows)
    {
        if (target.Table is not { } table)
        {
            var elements = rows.AtomType ?? rows.Column?.Elements;
            if (target.Column is not (null or ListColumn) && elements?.Type != target.Type)
            {
                throw Fault.Type(
                    $"insert: appended value type does not match {TypeNames.Of(target)} vector, got {TypeNames.Of(rows)}");
            }

            if (target.List is { } list)
                return ElementTypes.List.Concat(evaluator.Budget, [list, new ListColumn(rows)]);
            return target.Column is { } column
                ? Join(evaluator, column, rows)
                : throw Fault.Type($"insert: target must be a table, got {TypeNames.Of(target)}");
        }

        if (rows.Table is { RowCount: 0 } none && none.Columns.Length == table.Columns.Length)
            return table;
        var added = NewRows.Read(evaluator.Budget, table, rows, "insert", mayLack: false);
        var columns = new Column[table.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var type = table.Columns[i].Elements;
            var column = added.Columns[i] ?? type.Repeat(evaluator.Budget, type.NullAtom, added.Count);
            columns[i] = NewRows.Join(evaluator.Budget, table.Columns[i], column);
        }

        return new TableValue(table.Names.ToArray(), columns);
    }

    /// <summary>A vector or list with elements more at an index, or with one at each of several indices.</summary>
    public static Value Insert(Evaluator evaluator, Value target, Value index, Value added)
    {
        if (target.Column is not { } column)
            throw Fault.Type($"insert: target must be a vector or list, got {TypeNames.Of(target)}");
        var many = index.Column as Column<long>;
        if ((many?.Type ?? index.AtomType?.Type) != RayType.I64)
            throw Fault.Type($"insert: index must be an integer, got {TypeNames.Of(index)}");
        var isList = column is ListColumn;
        if (isList ? many is not null && added.List is null : (added.AtomType ?? added.Column?.Elements)?.Type != column.Type)
            throw Fault.Type($"insert: value type does not match {TypeNames.Of(target)} vector, got {TypeNames.Of(added)}");
        ReadOnlySpan<long> places = many is null ? [index.Bits] : many.Span;
        foreach (var place in places)
        {
            if (place < 0 || place > column.Count)
                throw Fault.Range($"insert: index {place} is out of range for {column.Count} elements");
        }

        // A list takes a value at an index as the one item that it is.
        var elements = added.Column is { } several && !(isList && many is null) ? several : column.Elements.FromAtoms(evaluator.Budget, [added]);
        if (many is null)
        {
            var at = (int)index.Bits;
            return column.Elements.Concat(evaluator.Budget, [column.Slice(0, at), elements, column.Slice(at, column.Count - at)]);
        }

        if (column.Type == RayType.String)
            throw Fault.Type("insert: several indices of texts are not supported");
        if (places.IsEmpty)
            return column;
        if (elements.Count != places.Length && elements.Count != 1)
            throw Fault.Range($"insert: {elements.Count} values for {places.Length} indices");
        return Insert(evaluator.Budget, column, places, elements);
    }

    /// <summary>A vector with an element more before each of some of its own, those of one place in their order.</summary>
    private static Value Insert(Budget budget, Column column, ReadOnlySpan<long> places, Column elements)
    {
        budget.Charge(column.Count + (long)places.Length, sizeof(int) + sizeof(long) + column.Elements.Width);
        var order = Enumerable.Range(0, places.Length).ToArray();
        var at = places.ToArray();
        Array.Sort(order, (one, other) => at[one] != at[other] ? at[one].CompareTo(at[other]) : one - other);
        var rows = new int[column.Count + order.Length];
        for (int next = 0, row = 0; next < rows.Length; next++)
        {
            var inserted = next - row;
            rows[next] = inserted < order.Length && at[order[inserted]] == row
                ? column.Count + (elements.Count == 1 ? 0 : order[inserted])
                : row++;
        }

        return Runs.Gather(budget, column.Elements.Concat(budget, [column, elements]), rows);
    }

    /// <summary>A column with elements behind its own: a text joins texts as one more, and symbols mark nothing.</summary>
    private static Value Join(Evaluator evaluator, Column column, Value added) =>
        added.AtomType is { } type && type.Type == column.Type && (type.IsText || type.Type == RayType.F32)
            ? column.Elements.Concat(evaluator.Budget, [column, type.FromAtoms(evaluator.Budget, [added])])
            : Concatenation.Concat(evaluator, column, added);

    /// <summary>
    /// A table in which new rows have taken the place of those with the same keys; the others are behind its own. What
    /// the new rows do not give stays as it is, or is null.
    /// </summary>
    /// <param name="evaluator">The evaluation.</param>
    /// <param name="target">The table.</param>
    /// <param name="keys">The name of the key column, or how many of the first columns are keys.</param>
    /// <param name="rows">The new rows.</param>
    public static Value Upsert(Evaluator evaluator, Value target, Value keys, Value rows)
    {
        if (target.Table is not { } table)
            throw Fault.Type($"upsert: target must be a table, got {TypeNames.Of(target)}");
        var budget = evaluator.Budget;
        RequireOnce(table.Names);
        if (rows.Table is { } others)
        {
            RequireOnce(others.Names);
            if (others.RowCount == 0)
                return table;
        }
        else if (rows.Dict?.Keys is Column<int> names)
        {
            RequireOnce(names.Span);
        }


        NewRows.Arrange(table, rows, "upsert", mayLack: true);
        var keyColumns = KeyColumns(table, keys);
        var added = NewRows.Read(budget, table, rows, "upsert", mayLack: true);
        var newKeys = Array.ConvertAll(keyColumns, index =>
            added.Columns[index] ?? throw new RayfallException("value", "upsert: row is missing a key column"));
        var oldKeys = Array.ConvertAll(keyColumns, index => table.Columns[index]);

        var oldCount = table.RowCount;
        var allKeys = new Column[keyColumns.Length];
        for (var i = 0; i < allKeys.Length; i++)
            allKeys[i] = oldKeys[i].Elements.Concat(budget, [oldKeys[i], newKeys[i]]);
        var groups = Grouping.Of(budget, evaluator.Workers, allKeys);
        budget.Charge(groups.Count + oldCount + (long)added.Count, sizeof(int));

        // Where the row of each key stands in the result.
        var places = LargeArray.Allocate<int>(groups.Count);
        places.AsSpan().Fill(-1);

        // For each row of the result the new row that gives its values, or -1.
        var sources = new List<int>(oldCount + added.Count);
        for (var row = 0; row < oldCount + added.Count; row++)
        {
            if (row % Budget.BlockSize == 0)
                budget.Check();
            ref var place = ref places[groups.GroupOfRow[row]];
            var isOwn = IsUnequalNull(allKeys, row);
            if (row >= oldCount && !isOwn && place >= 0)
            {
                sources[place] = row - oldCount;
                continue;
            }

            if (!isOwn && place < 0)
                place = sources.Count;
            sources.Add(row < oldCount ? -1 : row - oldCount);
        }

        budget.Charge(sources.Count, 2 * sizeof(int));
        var columns = new Column[table.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Overlay(budget, table.Columns[i], added.Columns[i], sources);
        return new TableValue(table.Names.ToArray(), columns);
    }

    /// <summary>Rows go by the names of their columns, so that each name stands for one.</summary>
    private static void RequireOnce(ReadOnlySpan<int> names)
    {
        for (var i = 1; i < names.Length; i++)
        {
            if (names[..i].Contains(names[i]))
                throw new RayfallException("value", "upsert: a row must name each column once");
        }
    }

    private static Column Overlay(Budget budget, Column old, Column? added, List<int> sources)
    {
        var all = added is null ? old : NewRows.Join(budget, old, added);
        var rows = new int[sources.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            rows[i] = added is not null && sources[i] >= 0 ? old.Count + sources[i]
                : i < old.Count ? i
                : -1;
        }

        // What was marked as holding nulls stays so, as native has it.
        var column = Runs.Gather(budget, all, rows).Column!;
        return old.HasNulls ? column.Marked(NullMark.Yes) : column;
    }

    /// <summary>As in native, the nulls of these types are equal to none.</summary>
    private static bool IsUnequalNull(Column[] keys, int row)
    {
        foreach (var key in keys)
        {
            if (key.Type is RayType.F32 or RayType.F64 or RayType.Date or RayType.Time && key.IsNull(row))
                return true;
        }

        return false;
    }

    private static int[] KeyColumns(TableValue table, Value keys)
    {
        if (keys.IsSymbol)
        {
            return table.IndexOf(keys.SymbolId) is >= 0 and var index
                ? [index]
                : throw Fault.Domain("upsert: key column not found in target table");
        }

        if (keys.Scalar is not { IsInteger: true })
            throw Fault.Type($"upsert: key must be a symbol or integer, got {TypeNames.Of(keys)}");
        return keys.Bits >= 1 && keys.Bits <= table.Columns.Length
            ? [.. Enumerable.Range(0, (int)keys.Bits)]
            : throw Fault.Domain($"upsert: key count must be 1..ncols, got {keys.Bits}");
    }

    private static Value Modify(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"modify expects 3 arguments: table, column, function, got {arguments.Length}");
        if (arguments[0].Table is not { } table)
            throw Fault.Type($"modify: first arg must be a table, got {TypeNames.Of(arguments[0])}");
        if (!arguments[1].IsSymbol)
            throw Fault.Type($"modify: second arg must be a symbol, got {TypeNames.Of(arguments[1])}");
        if (table.IndexOf(arguments[1].SymbolId) is not (>= 0 and var index))
            throw Fault.Domain("modify: unknown table column");
        var isDeferred = arguments[2].Function is Builtin builtin && builtin.Is(BuiltinTraits.Deferred);
        var changed = evaluator.Apply(arguments[2], table.Columns[index]);
        if (changed.Column is not { } column || isDeferred)
            throw Fault.Domain($"modify: the function must give a column, got {TypeNames.Of(changed)}");
        if (column.Count != table.RowCount)
            throw Fault.Length($"modify: the function must give a column of {table.RowCount} rows");
        var columns = table.Columns.ToArray();
        columns[index] = column;
        return new TableValue(table.Names.ToArray(), columns);
    }
}
