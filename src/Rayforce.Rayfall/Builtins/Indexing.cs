using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Elements, rows and entries by index or key; what is not there is null.</summary>
internal static class Indexing
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, "at", "The element, row, column or entry at an index or key; one for each of several.")
        {
            Body = (evaluator, arguments) => At(evaluator.Budget, arguments[0], arguments[1]),
        },
        new(RayType.Binary, "get", "As `at`.")
        {
            Body = (evaluator, arguments) => At(evaluator.Budget, arguments[0], arguments[1]),
        },
        new(RayType.Binary, "row", "A row of a table as a dict.") { Body = Row },
    ];

    /// <summary>What a value has at an index or key, or at each of several.</summary>
    public static Value At(Budget budget, Value source, Value index)
    {
        if (index.Column is { } indices && source.Dict is null)
            return AtEach(budget, source, indices);
        if (source.Dict is { } dict)
            return index.Column is { } keys and not ListColumn ? AtKeys(budget, dict, keys) : AtKey(budget, dict, index);
        if (source.Table is { } table)
            return index.IsSymbol ? ColumnOf(table, index) : RowOf(table, Place(index));
        if (source.Text is { } text)
            return CharacterOf(text, index);
        if (source.Column is not { } column)
            throw Fault.Type($"at: cannot index {TypeNames.Of(source)}");
        var place = Place(index);
        if ((ulong)place < (ulong)column.Count)
            return column[(int)place];
        return column is ListColumn ? ElementTypes.I64.NullAtom : column.Elements.NullAtom;
    }

    /// <summary>A row of a table as a dict from the names of the columns.</summary>
    public static Value RowOf(TableValue table, long row)
    {
        if ((ulong)row >= (ulong)table.RowCount)
            throw Fault.Domain($"at: row index {row} out of range for table of {table.RowCount} rows");
        var values = new Value[table.Columns.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = table.Columns[i][(int)row];
        return new DictValue(Names(table), new ListColumn(values));
    }

    /// <summary>The names of a table's columns as a vector.</summary>
    public static Column<int> Names(TableValue table) => ElementTypes.Symbol.Wrap(table.Names.ToArray());

    /// <summary>
    /// The rows that indices stand for, -1 for each that points nowhere; nothing where they are no integers.
    /// </summary>
    public static int[]? Rows(Budget budget, Column indices, int count)
    {
        if (!indices.Elements.IsInteger || indices.Type == RayType.B8)
            return null;
        budget.Charge(indices.Count, sizeof(int));
        var rows = LargeArray.Allocate<int>(indices.Count);
        switch (indices)
        {
            case Column<long> longs:
                var span = longs.Span;
                for (var i = 0; i < rows.Length; i++)
                    rows[i] = (ulong)span[i] < (ulong)count ? (int)span[i] : -1;
                break;
            default:
                for (var i = 0; i < rows.Length; i++)
                    rows[i] = (ulong)indices[i].Bits < (ulong)count ? (int)indices[i].Bits : -1;
                break;
        }

        return rows;
    }

    private static Value Row(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Table is not { } table)
            throw Fault.Type($"row expects a table, got {TypeNames.Of(arguments[0])}");
        return arguments[1].Scalar is { IsInteger: true } type && type.Type != RayType.B8
            ? RowOf(table, arguments[1].Bits)
            : throw Fault.Type($"row index must be a numeric atom, got {TypeNames.Of(arguments[1])}");
    }

    private static Value AtEach(Budget budget, Value source, Column indices)
    {
        if (source.Text is { } text)
            return CharactersOf(budget, text, indices);
        if (source.Column is { } column and not ListColumn && Rows(budget, indices, column.Count) is { } rows)
        {
            return Runs.Gather(budget, column, rows);
        }

        if (source.Table is { } table && indices is Column<long> { Elements.Type: RayType.I64 } numbers)
            return RowsOf(budget, table, numbers);
        budget.Charge(indices.Count, 16);
        var items = new Value[indices.Count];
        for (var i = 0; i < items.Length; i++)
        {
            budget.Step();
            items[i] = At(budget, source, indices[i]);
        }

        return new ListColumn(items);
    }

    private static Value RowsOf(Budget budget, TableValue table, Column<long> numbers)
    {
        var rows = Rows(budget, numbers, table.RowCount)!;
        if (rows.AsSpan().IndexOf(-1) is >= 0 and var outside)
        {
            throw Fault.Domain(
                $"at: row index {numbers.Span[outside]} out of range for table of {table.RowCount} rows");
        }

        return Runs.Gather(budget, table, rows);
    }

    private static Value AtKey(Budget budget, DictValue dict, Value key) =>
        DictLookup.IndexOf(budget, dict, key) is >= 0 and var index ? dict.Values[index] : ElementTypes.I64.NullAtom;

    private static ListColumn AtKeys(Budget budget, DictValue dict, Column keys)
    {
        var places = DictLookup.Index(budget, dict.Keys);
        budget.Charge(keys.Count, 16);
        var items = new Value[keys.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = places.TryGetValue(keys[i], out var place) ? dict.Values[place] : ElementTypes.I64.NullAtom;
        return new ListColumn(items);
    }

    private static Column ColumnOf(TableValue table, Value name) =>
        table.Find(name.SymbolId) ?? throw Fault.Domain("at: unknown table column");

    private static Value CharacterOf(TextAtom text, Value index) =>
        Value.String(text.Memory.Slice(Place(text, index), 1));

    private static Value CharactersOf(Budget budget, TextAtom text, Column indices)
    {
        budget.Charge(indices.Count);
        var characters = new byte[indices.Count];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = text.Utf8[Place(text, indices[i])];
        return Value.String(characters);
    }

    private static int Place(TextAtom text, Value index)
    {
        var length = text.Utf8.Length;
        var place = index.Scalar is { IsInteger: true } ? index.Bits : -1;
        return (ulong)place < (ulong)length
            ? (int)place
            : throw Fault.Domain($"at: string index {place} out of range for length {length}");
    }

    private static long Place(Value index) => index.Scalar is { IsInteger: true } type && type.Type != RayType.B8
        ? index.Bits
        : throw Fault.Type($"at: index must be an integer, got {TypeNames.Of(index)}");
}
