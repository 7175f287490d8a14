using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// What a request has bound, on its way to everybody: its own symbols get numbers in the interpreter's table, and the
/// size of what is bound is counted.
/// </summary>
internal sealed class Publication(Symbols symbols)
{
    /// <summary>A snapshot with what was bound in it.</summary>
    public Snapshot Merge(Snapshot snapshot, IReadOnlyDictionary<int, Value> written)
    {
        var values = new Dictionary<int, Value>(snapshot.Values);
        var rebound = snapshot.AreBuiltinsRebound;
        var size = snapshot.Size;
        foreach (var (name, value) in written)
        {
            var number = symbols.Publish(name);
            if (values.TryGetValue(number, out var old))
                size -= SizeOf(old);
            if (Unbound.Is(value))
            {
                values.Remove(number);
                continue;
            }

            var published = symbols.HasOwn ? Renumber(value) : value;
            size += SizeOf(published);
            values[number] = published;
            rebound |= BuiltinTable.Instance.Find(number) is not null;
        }

        return new Snapshot(snapshot.Symbols, values, rebound, size);
    }

    /// <summary>Bytes that a value takes.</summary>
    public static long SizeOf(Value value) => value.Datum switch
    {
        null => 16,
        ListColumn list => list.Span.ToArray().Sum(SizeOf),
        Column column => 48 + column.Size,
        TextAtom text => 48 + text.Utf8.Length,
        DictValue dict => SizeOf(new Value(dict.Keys)) + SizeOf(new Value(dict.Values)),
        TableValue table => table.Columns.ToArray().Sum(column => SizeOf(new Value(column))),
        Lambda lambda => 64 + SizeOf(lambda.Body) + lambda.CapturedValues.ToArray().Sum(SizeOf),
        _ => 48,
    };

    private Value Renumber(Value value)
    {
        if (value.IsSymbol)
        {
            var number = symbols.Publish(value.SymbolId);
            return value.IsName ? Value.Name(number) : Value.Symbol(number);
        }

        return value.Datum switch
        {
            Column column => new Value(Renumber(column)),
            DictValue dict => new DictValue(Renumber(dict.Keys), Renumber(dict.Values)),
            TableValue table => new TableValue(
                Array.ConvertAll(table.Names.ToArray(), symbols.Publish), Array.ConvertAll(table.Columns.ToArray(), Renumber)),
            Lambda lambda => new Lambda(
                Renumber(lambda.Parameters),
                Renumber(lambda.Body),
                Array.ConvertAll(lambda.CapturedNames.ToArray(), symbols.Publish),
                Array.ConvertAll(lambda.CapturedValues.ToArray(), Renumber),
                new CodeCell()),
            _ => value,
        };
    }

    private Column Renumber(Column column)
    {
        if (column.Annotation is { Target: { } target } annotation)
            return column.Annotated(annotation with { Target = symbols.Publish(target) });
        switch (column)
        {
            case ListColumn list:
                return new ListColumn(Array.ConvertAll(list.Span.ToArray(), Renumber));
            case Column<int> { Elements.Type: RayType.Symbol } ids when ids.Span.ContainsAnyInRange(int.MinValue, -1):
                return new Column<int>(
                    ids.Elements, Array.ConvertAll(ids.Span.ToArray(), symbols.Publish), ids.HasNulls);
            default:
                return column;
        }
    }
}
