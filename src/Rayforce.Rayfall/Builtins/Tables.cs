namespace Rayforce.Rayfall;

/// <summary>Dicts and tables.</summary>
internal static class Tables
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Binary("dict", MakeDict);
        table.Binary("table", MakeTable);
        table.Unary("key", Keys);
        table.Unary("value", Values);
        table.Unary("cols", (_, value) =>
            value is RayTable t ? t.Names : throw Fault.Type($"cols: expected a table, got {TypeNames.Of(value)}"));
        table.Unary("ungroup", Ungrouping.Ungroup);
        table.Variadic("pivot", Pivoting.Pivot);
        table.Binary("row", (_, value, index) =>
            value is RayTable t ? Row(t, Atoms.ToInt64(index)) : throw Fault.Type("row: expected a table"));
    }

    /// <summary>A row as a dict; nulls where there is no such row.</summary>
    public static RayDict Row(RayTable table, long row)
    {
        var values = new RayObject[table.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var column = table.Columns[i];
            values[i] = row >= 0 && row < Vectors.Count(column)
                ? Vectors.At(column, (int)row)
                : Atoms.Null(column.Type);
        }

        return new RayDict(table.Names, RayList.Wrap(values));
    }

    /// <summary>The rows of one table after those of another; columns meet by name.</summary>
    public static RayTable Append(Evaluation evaluation, RayTable upper, RayTable lower)
    {
        var columns = new RayObject[upper.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = lower.Find(upper.Names.GetUtf8(i))
                ?? throw Fault.Domain($"concat: column '{upper.Names[i]}' is missing");
            columns[i] = Concatenation.Concat(evaluation, upper.Columns[i], column);
        }

        return new RayTable(upper.Names, RayList.Wrap(columns));
    }

    /// <summary>
    /// A column of a table from what a program gives for one: an atom is a column of one row, a list of atoms a vector.
    /// </summary>
    public static RayObject Column(RayObject source)
    {
        if (source is RayAtom)
            return Vectors.FromAtoms(source.Type, [source]);
        if (source is RayVector or RayList { Count: 0 })
            return source;
        if (source is not RayList list)
            throw Fault.Type($"table: column must be a vector or list, got {TypeNames.Of(source)}");
        if (!list[0].IsAtom)
            return list;
        var items = list.Span.ToArray();
        // The types that a first element decides; anything else makes whole numbers, or decimals among them.
        var type = items[0].Type is RayType.F64 or RayType.B8 or RayType.Symbol or RayType.String or RayType.Guid
            or RayType.Timestamp or RayType.Date or RayType.Time
                ? items[0].Type
                : RayType.I64;
        if (type == RayType.I64 && Array.Exists(items, item => item is RayAtom<double>))
            type = RayType.F64;
        foreach (var item in items)
        {
            if (item.Type != type && !(type == RayType.F64 && item is RayAtom<long>))
            {
                throw Fault.Type(
                    $"table: {TypeNames.OfVector(type)} column element type mismatch, got {TypeNames.Of(item)}");
            }
        }

        return Vectors.FromAtoms(type, items);
    }

    private static RayDict MakeDict(Evaluation evaluation, RayObject keys, RayObject values)
    {
        if (keys is not RayVector vector)
            throw Fault.Type($"dict: keys must be a vector, got {TypeNames.Of(keys)}");
        evaluation.Budget.Charge(vector.Count, RayType.Guid);
        var items = new RayObject[vector.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = !Vectors.IsCollection(values) ? values
                : i < Vectors.Count(values) ? Vectors.At(values, i)
                : RayAtom<long>.Null;
        }

        return new RayDict(keys, RayList.Wrap(items));
    }

    private static RayTable MakeTable(Evaluation evaluation, RayObject names, RayObject columns)
    {
        if (!Vectors.IsCollection(names) || !Vectors.IsCollection(columns))
            throw Fault.Type($"table: names and columns must be lists, got {TypeNames.Of(names, columns)}");
        var (texts, sources) = (Concatenation.Items(names), Concatenation.Items(columns));
        if (sources.Length != texts.Length)
            throw Fault.Domain($"table: column count must match name count {texts.Length}, got {sources.Length}");
        var made = new RayObject[sources.Length];
        for (var i = 0; i < made.Length; i++)
        {
            if (texts[i] is not RaySymbol)
                throw Fault.Type($"table: column name must be a symbol, got {TypeNames.Of(texts[i])}");
            evaluation.Budget.Charge(Vectors.Count(sources[i]), sources[i].Type);
            made[i] = Column(sources[i]);
            var rows = Vectors.Count(made[i]);
            if (rows != Vectors.Count(made[0]))
                throw Fault.Domain($"table: all columns must have {Vectors.Count(made[0])} rows, got {rows}");
        }

        return new RayTable((RaySymbolVector)Vectors.FromAtoms(RayType.Symbol, texts), RayList.Wrap(made));
    }

    private static RayObject Keys(Evaluation evaluation, RayObject value) => value switch
    {
        RayDict dict => dict.Keys,
        RayTable table => table.Names,
        _ => throw Fault.Type($"key: expected a dict or table, got {TypeNames.Of(value)}"),
    };

    private static RayObject Values(Evaluation evaluation, RayObject value) => value switch
    {
        RayDict dict => dict.Values,
        RayTable table => table.Columns,
        _ => throw Fault.Type($"value: expected a dict or table, got {TypeNames.Of(value)}"),
    };
}
