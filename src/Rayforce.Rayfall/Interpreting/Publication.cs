using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// What a request has bound, on its way to everybody: its size is counted, and its symbols get numbers in the
/// interpreter's table; in a new one, where most of what the table has is used no more.
/// </summary>
/// <param name="symbols">The symbols of the request.</param>
/// <param name="budget">The limits of the request.</param>
/// <param name="deepest">How deep a value may nest.</param>
internal sealed class Publication(Symbols symbols, Budget budget, int deepest = int.MaxValue)
{
    /// <summary>A snapshot with what was bound in it.</summary>
    /// <exception cref="RayfallException">All globals together would take more than they may.</exception>
    public Snapshot Merge(Snapshot snapshot, IReadOnlyDictionary<int, Value> written, long maxGlobals)
    {
        var size = snapshot.Size;
        foreach (var (name, value) in written)
        {
            if (snapshot.Values.TryGetValue(symbols.FindIn(snapshot.Symbols, name), out var old))
                size -= SizeOf(old, depth: int.MinValue); // however deep it is
            size += Unbound.Is(value) ? 0 : SizeOf(value, depth: 1);
        }

        // A request that leaves less than there was is welcome, however much that was.
        if (size + symbols.OwnSize > snapshot.Size && size + symbols.OwnSize + snapshot.Symbols.Size > maxGlobals)
            throw Fault.Limit($"the globals together take more than {maxGlobals} bytes");

        var values = new Dictionary<int, Value>(snapshot.Values);
        var rebound = snapshot.AreBuiltinsRebound;
        var published = new Renumbering(budget, id => symbols.Publish(id, snapshot.Symbols));
        foreach (var (name, value) in written)
        {
            var number = symbols.Publish(name, snapshot.Symbols);
            if (Unbound.Is(value))
                values.Remove(number);
            else
                values[number] = symbols.AreOf(snapshot.Symbols) ? value : published.Of(value);
            rebound |= BuiltinTable.Instance.Find(number) is not null;
        }

        var merged = new Snapshot(snapshot.Symbols, values, rebound, size, snapshot.CompactAt);
        return merged.Symbols.Size > merged.CompactAt ? Compact(merged) : merged;
    }

    /// <summary>
    /// The same with a table of the symbols that are used. The next time is when there are twice as many, or names for
    /// an eighth of what the values take, so that the walk through all values is paid by what has come.
    /// </summary>
    private Snapshot Compact(Snapshot snapshot)
    {
        var (old, table) = (snapshot.Symbols, new SymbolTable(WellKnown.Names));
        var kept = new Renumbering(budget, id => table.Intern(old.Utf8(id)));
        var values = new Dictionary<int, Value>(snapshot.Values.Count);
        foreach (var (name, value) in snapshot.Values)
            values.Add(table.Intern(old.Utf8(name)), kept.Of(value));
        return snapshot with
        {
            Symbols = table,
            Values = values,
            CompactAt = Math.Max(Snapshot.FewSymbols, Math.Max(2 * table.Size, table.Size + (snapshot.Size / 8))),
        };
    }

    /// <summary>Bytes that a value takes.</summary>
    private long SizeOf(Value value, int depth)
    {
        Budget.RequireStack();
        if (depth > deepest)
            throw Fault.Limit($"a value that is kept nests at most {deepest} deep");
        switch (value.Datum)
        {
            case null:
                return 16;
            case ListColumn list:
                return 48 + SizeOf(list.Span, depth);
            case Column column:
                return 48 + column.Size;
            case TextAtom text:
                return 48 + text.Utf8.Length;
            case DictValue dict:
                return SizeOf(new Value(dict.Keys), depth + 1) + SizeOf(new Value(dict.Values), depth + 1);
            case TableValue table:
                var size = 48L;
                foreach (var column in table.Columns)
                    size += SizeOf(new Value(column), depth + 2);
                return size;
            case Lambda lambda:
                // What is captured stands in a list in a dict in the function.
                return 64 + SizeOf(lambda.Body, depth + 1) + SizeOf(lambda.CapturedValues, depth + 2);
            default:
                return 48;
        }
    }

    private long SizeOf(ReadOnlySpan<Value> values, int depth)
    {
        // A list that stands in another one twice is visited twice.
        budget.Step(values.Length);
        var size = 0L;
        foreach (var value in values)
            size += SizeOf(value, depth + 1);
        return size;
    }
}
