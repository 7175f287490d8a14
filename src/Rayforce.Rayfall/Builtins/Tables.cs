using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Tables and dicts: making them, their parts, their names.</summary>
internal static class Tables
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, "table", "A table of column names and columns.")
        {
            Body = (evaluator, arguments) => TableColumns.Make(evaluator.Budget, arguments[0], arguments[1]),
        },
        new(RayType.Binary, "dict", "A dict of a vector of keys and their values.") { Body = MakeDict },
        new(RayType.Unary, "key", "The keys of a dict, the column names of a table.")
        {
            Body = (_, arguments) => arguments[0].Datum switch
            {
                DictValue dict => dict.Keys,
                TableValue table => Indexing.Names(table),
                _ => throw Fault.Type($"key: expected a dict or table, got {TypeNames.Of(arguments[0])}"),
            },
        },
        new(RayType.Unary, "value", "The values of a dict, the columns of a table.")
        {
            Body = (_, arguments) => arguments[0].Datum switch
            {
                DictValue dict => dict.Values,
                TableValue table => Columns(table),
                _ => throw Fault.Type($"value: expected a dict or table, got {TypeNames.Of(arguments[0])}"),
            },
        },
        new(RayType.Unary, "cols", "The column names of a table.")
        {
            Body = (_, arguments) => arguments[0].Table is { } table
                ? Indexing.Names(table)
                : throw Fault.Type($"cols expects a table, got {TypeNames.Of(arguments[0])}"),
        },
        new(RayType.Unary, "meta", "What a value is: its type, of a collection also how much it holds.")
        {
            Body = Meta,
        },
        new(RayType.Unary, "fkeys", "The columns of a table that are linked to others.")
        {
            Body = (_, arguments) => arguments[0].Table is { } table
                ? Links.Of(table)
                : throw Fault.Type($"fkeys expects a table, got {TypeNames.Of(arguments[0])}"),
        },
        new(RayType.Binary, "xcol", "A table with other column names.") { Body = Rename },
        new(RayType.Binary, "xcols", "Some columns of a table, in the order named.") { Body = Choose },
        new(RayType.Binary, "xkey", "A dict from the values of some columns to the rest of each row.") { Body = KeyBy },
        new(RayType.Binary, "union-all", "The rows of two tables with the same columns.") { Body = UnionAll },
        new(RayType.Binary, "remove", "A dict without an entry.") { Body = Remove },
    ];

    private static ListColumn Columns(TableValue table) =>
        new(Array.ConvertAll(table.Columns.ToArray(), column => new Value(column)));

    /// <summary>
    /// A dict of keys and values; values that are missing are null, where native reads behind the vector.
    /// </summary>
    private static Value MakeDict(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Column is not { } keys || keys is ListColumn)
            throw Fault.Type($"dict: keys must be a vector, got {TypeNames.Of(arguments[0])}");
        evaluator.Budget.Charge(keys.Count, 16);
        var items = new Value[keys.Count];
        var values = arguments[1].Column;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = values is null ? arguments[1]
                : i < values.Count ? values[i]
                : values is ListColumn ? ElementTypes.I64.NullAtom
                : values.Elements.NullAtom;
        }

        return new DictValue(keys, new ListColumn(items));
    }

    private static Value Meta(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var value = arguments[0];
        var type = Value.Name(evaluator.Symbols.Intern(TypeNames.Of(value)));
        var count = value.Datum switch
        {
            TableValue table => table.Columns.Length,
            Column or DictValue => Runs.Count(value),
            _ => -1,
        };
        int[] names = count < 0
            ? [evaluator.Symbols.Intern("type"u8)]
            : [evaluator.Symbols.Intern("type"u8), evaluator.Symbols.Intern("len"u8)];
        return new DictValue(
            ElementTypes.Symbol.Wrap(names),
            count < 0 ? new ListColumn(type) : new ListColumn(type, Value.Int64(count)));
    }

    private static Value Rename(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (table, names) = (TableOf(arguments[0], "xcol"), NamesOf(arguments[1], "xcol"));
        return names.Length == table.Columns.Length
            ? new TableValue(names, table.Columns.ToArray())
            : throw Fault.Length($"xcol: expected {table.Columns.Length} names, got {names.Length}");
    }

    private static Value Choose(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (table, names) = (TableOf(arguments[0], "xcols"), NamesOf(arguments[1], "xcols"));
        return new TableValue(
            names,
            Array.ConvertAll(names, name => table.Find(name) ?? throw Fault.Domain("xcols: unknown table column")));
    }

    private static Value KeyBy(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (table, names) = (TableOf(arguments[0], "xkey"), KeyNamesOf(arguments[1], "xkey"));
        var keys = Array.ConvertAll(
            names, name => table.Find(name) ?? throw Fault.Domain("xkey: unknown key column"));
        var restNames = new List<int>();
        var rest = new List<Column>();
        for (var i = 0; i < table.Columns.Length; i++)
        {
            if (Array.IndexOf(names, table.Names[i]) >= 0)
                continue;
            restNames.Add(table.Names[i]);
            rest.Add(table.Columns[i]);
        }

        evaluator.Budget.Charge(table.RowCount, 144 + 16 * table.Columns.Length);
        var restTable = ElementTypes.Symbol.Wrap(restNames.ToArray());
        var (entries, rows) = (new Value[table.RowCount], new Value[table.RowCount]);
        var known = new HashSet<Value>(new ValueIdentity(evaluator.Budget));
        for (var row = 0; row < rows.Length; row++)
        {
            if (row % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            entries[row] = keys.Length == 1 ? keys[0][row] : RowOf(keys, row);
            if (!known.Add(entries[row]))
                throw Fault.Domain($"xkey: duplicate key at row {row}");
            rows[row] = new DictValue(restTable, RowOf(rest, row));
        }

        return new DictValue(new ListColumn(entries), new ListColumn(rows));
    }

    private static ListColumn RowOf(IReadOnlyList<Column> columns, int row)
    {
        var values = new Value[columns.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = columns[i][row];
        return new ListColumn(values);
    }

    private static Value UnionAll(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Table is not { } upper)
            throw Fault.Type($"union-all: first arg must be a table, got {TypeNames.Of(arguments[0])}");
        if (arguments[1].Table is not { } lower)
            throw Fault.Type($"union-all: second arg must be a table, got {TypeNames.Of(arguments[1])}");
        if (upper.Columns.Length != lower.Columns.Length)
        {
            throw Fault.Type("union-all: tables must have same number of columns, got "
                + $"{upper.Columns.Length} and {lower.Columns.Length}");
        }

        if (upper.Names.CommonPrefixLength(lower.Names) is var place && place < upper.Names.Length)
            throw Fault.Type($"union-all: column names must match at column {place}");
        return TableColumns.Append(evaluator.Budget, upper, lower);
    }

    private static Value Remove(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Dict is not { } dict)
            throw Fault.Type("remove expects a dict");
        if (!arguments[1].IsAtom || DictLookup.IndexOf(evaluator.Budget, dict, arguments[1]) is not (>= 0 and var place))
            return dict;
        evaluator.Budget.Charge(dict.Count, sizeof(int));
        var rows = new int[dict.Count - 1];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            rows[i] = i < place ? i : i + 1;
        }

        return Runs.Gather(evaluator.Budget, dict, rows);
    }

    private static TableValue TableOf(Value value, string verb) =>
        value.Table ?? throw Fault.Type($"{verb}: first arg must be a table, got {TypeNames.Of(value)}");

    /// <summary>One symbol, or a vector or list of them.</summary>
    /// <summary>The names of key columns, of which there is one at least.</summary>
    public static int[] KeyNamesOf(Value value, string verb) => NamesOf(value, verb) is { Length: > 0 } names
        ? names
        : throw Fault.Domain($"{verb}: at least one key column is required");

    private static int[] NamesOf(Value value, string verb)
    {
        if (value.IsSymbol)
            return [value.SymbolId];
        if (value.Column is Column<int> { Elements.Type: RayType.Symbol } vector)
            return vector.Span.ToArray();
        if (value.List is { } list)
        {
            return Array.ConvertAll(list.Span.ToArray(), item => item.IsSymbol
                ? item.SymbolId
                : throw Fault.Type($"{verb}: expected a symbol or symbol list, got {TypeNames.Of(item)}"));
        }

        throw Fault.Type($"{verb}: expected a symbol or symbol list, got {TypeNames.Of(value)}");
    }
}
