namespace Rayforce.Rayfall;

/// <summary>
/// Queries that change tables. Of a table they make a changed copy; a quoted name they bind to it, and answer with the
/// name.
/// </summary>
internal static class Changes
{
    public static void Register(BuiltinTable.Builder table)
    {
        const BuiltinTraits traits = BuiltinTraits.Special | BuiltinTraits.Restricted;
        table.Variadic("update", Update, traits);
        table.Variadic("insert", Insert, traits);
        table.Variadic("upsert", Upsert, traits);
    }

    private static RayObject Update(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        var query = QueryClauses.Read(arguments, "update");
        if (query.By is not null)
            throw new RayfallException("nyi", "update: `by:` is not supported");
        return Change(evaluation, query.From!, "update", "`from:` symbol", table =>
        {
            var rows = Queries.Filter(evaluation, table, query.Where);
            var names = Concatenation.Items(table.Names).ToList();
            var columns = table.Columns.ToList();
            var outer = evaluation.EnterScope(table);
            foreach (var (name, form) in query.Columns)
            {
                var value = evaluation.Evaluate(form);
                var index = table.IndexOf(name.Utf8);
                if (index >= 0)
                {
                    columns[index] = Assign(evaluation, columns[index], value, rows);
                }
                else if (rows is null)
                {
                    names.Add(name);
                    columns.Add(Vectors.IsCollection(value)
                        ? RequireCount(value, table)
                        : Queries.Repeat(evaluation, value, table.RowCount));
                }
            }

            evaluation.LeaveScope(outer);
            return Queries.Build(names.Cast<RaySymbol>(), [.. columns]);
        });
    }

    private static RayObject RequireCount(RayObject value, RayTable table) => Vectors.Count(value) == table.RowCount
        ? value
        : throw Fault.Length($"update: column length {Vectors.Count(value)} does not match {table.RowCount} rows");

    /// <summary>A column with other values in some of its rows, or in all.</summary>
    private static RayObject Assign(Evaluation evaluation, RayObject column, RayObject value, int[]? rows)
    {
        var count = Vectors.Count(column);
        if (Vectors.IsCollection(value) && Vectors.Count(value) != count)
            throw Fault.Length($"update: column length {Vectors.Count(value)} does not match {count} rows");
        if (column is RayVector && value.Type != column.Type
            && !(column.Type == RayType.F64 && value.Type == RayType.I64))
            throw Fault.Type($"update: cannot assign {TypeNames.Of(value)} value to {TypeNames.Of(column)} column");
        if (column.Type == RayType.F64)
            value = Columns.ToDecimals(evaluation, value);
        evaluation.Budget.Charge(count, column.Type);
        var whole = Vectors.IsCollection(value) ? value : Queries.Repeat(evaluation, value, count);
        return rows is null ? whole : Overlay.Apply(column, whole, rows);
    }

    private static RayObject Insert(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.Length != 2)
            throw Fault.Arity($"insert: expects a target and a value, got {arguments.Length} args");
        var form = arguments[1];
        return Change(evaluation, arguments[0], "insert", "target symbol", table =>
            Append(table, NewRows.Read(evaluation, table, evaluation.Evaluate(form), "insert", whole: false)));
    }

    private static RayObject Upsert(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"upsert: expects a target, keys and a value, got {arguments.Length} args");
        var (keys, form) = (evaluation.Evaluate(arguments[1]), arguments[2]);
        return Change(evaluation, arguments[0], "upsert", "target symbol", table =>
        {
            var keyColumns = KeyColumns(table, keys);
            var all = Append(table, NewRows.Read(evaluation, table, evaluation.Evaluate(form), "upsert", whole: true));
            return Merge(evaluation, all, table.RowCount, keyColumns);
        });
    }

    /// <summary>The key columns: the first ones, by number, or one by name.</summary>
    private static int[] KeyColumns(RayTable table, RayObject keys)
    {
        if (keys is RaySymbol name)
            return table.IndexOf(name.Utf8) is >= 0 and var index
                ? [index]
                : throw Fault.Domain($"upsert: unknown key column '{name.Name}'");
        if (keys is not RayAtom || !Atoms.IsInteger(keys.Type))
            throw Fault.Type($"upsert: key must be a symbol or integer, got {TypeNames.Of(keys)}");
        var count = Atoms.ToInt64(keys);
        return count >= 1 && count <= table.Columns.Count
            ? Vectors.Indices(0, (int)count)
            : throw Fault.Domain($"upsert: key count must be 1..ncols, got {count}");
    }

    private static RayTable Append(RayTable table, RayObject[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Concatenation.Concat(table.Columns[i], rows[i]);
        return new RayTable(table.Names, RayList.Wrap(rows));
    }

    /// <summary>
    /// The old rows, in which new rows with the same keys have taken the place of old ones, and the other new rows.
    /// </summary>
    private static RayTable Merge(Evaluation evaluation, RayTable all, int oldCount, int[] keyColumns)
    {
        var grouping = Grouping.Of(evaluation, Array.ConvertAll(keyColumns, index => all.Columns[index]));
        var source = Vectors.Indices(0, oldCount).ToList();
        var places = new Dictionary<int, int>();
        for (var row = oldCount; row < grouping.GroupOfRow.Length; row++)
        {
            var group = grouping.GroupOfRow[row];
            if (grouping.FirstRows[group] < oldCount)
            {
                source[grouping.FirstRows[group]] = row;
            }
            else if (places.TryGetValue(group, out var place))
            {
                source[place] = row;
            }
            else
            {
                places.Add(group, source.Count);
                source.Add(row);
            }
        }

        return (RayTable)Collections.Pick(evaluation, all, source.ToArray());
    }

    private static RayObject Change(
        Evaluation evaluation, RayObject target, string verb, string role, Func<RayTable, RayTable> change)
    {
        var name = target as RaySymbol;
        var source = name is { IsQuoted: true }
            ? evaluation.Find(name) ?? throw Fault.Domain($"{verb}: {role} is unbound")
            : evaluation.Evaluate(target);
        if (source is not RayTable table)
            throw Fault.Type($"{verb}: target must be a table, got {TypeNames.Of(source)}");
        var changed = change(table);
        if (name is not { IsQuoted: true })
            return changed;
        evaluation.BindGlobal(name, changed);
        return new RaySymbol(name.Utf8);
    }
}
