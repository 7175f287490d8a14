using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Elements that follow each other: <c>take</c>, <c>drop</c>, <c>cut</c>.</summary>
internal static class Runs
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, "take", "The first elements, the last ones of a negative count, or those of a range.")
        {
            Body = Take,
        },
        new(RayType.Binary, "drop", "All but the first elements, or but the last ones of a negative count.")
        {
            Body = Drop,
        },
        new(RayType.Binary, "cut", "The runs of elements that begin at some indices.") { Body = Cut },
    ];

    /// <summary>How many elements, rows, entries or bytes a value has; -1 where it is no collection.</summary>
    public static int Count(Value value) => value.Datum switch
    {
        Column column => column.Count,
        TableValue table => table.RowCount,
        DictValue dict => dict.Count,
        TextAtom text => text.Utf8.Length,
        _ => -1,
    };

    /// <summary>A run of elements, rows, entries or bytes; no copy.</summary>
    public static Value Slice(Value source, int start, int count) => source.Datum switch
    {
        Column column => column.Slice(start, count),
        TableValue table => new TableValue(
            table.Names.ToArray(),
            Array.ConvertAll(table.Columns.ToArray(), column => column.Slice(start, count))),
        DictValue dict => new DictValue(
            dict.Keys.Slice(start, count), dict.Values.Slice(start, count)),
        TextAtom text => Value.String(text.Memory.Slice(start, count)),
        _ => source,
    };

    /// <summary>What is left of a value; as native has it, keys of a dict stay marked as holding nulls.</summary>
    private static Value Rest(Value source, int start, int count) => source.Dict is { Keys.HasNulls: true } dict
        ? new DictValue(dict.Keys.Slice(start, count).Marked(NullMark.Yes), dict.Values.Slice(start, count))
        : Slice(source, start, count);

    /// <summary>The elements, rows or entries of some places.</summary>
    public static Value Gather(Budget budget, Value source, ReadOnlySpan<int> rows)
    {
        switch (source.Datum)
        {
            case Column column:
                budget.Charge(rows.Length, column.Elements.Width);
                return column.Gather(rows);
            case TableValue table:
                var columns = new Column[table.Columns.Length];
                for (var i = 0; i < columns.Length; i++)
                    columns[i] = Gather(budget, table.Columns[i], rows).Column!;
                return new TableValue(table.Names.ToArray(), columns);
            case DictValue dict:
                budget.Charge(rows.Length, dict.Keys.Elements.Width + dict.Values.Elements.Width);
                return new DictValue(dict.Keys.Gather(rows), dict.Values.Gather(rows));
            case TextAtom text:
                budget.Charge(rows.Length);
                var bytes = new byte[rows.Length];
                for (var i = 0; i < bytes.Length; i++)
                    bytes[i] = text.Utf8[rows[i]];
                return Value.String(bytes);
            default:
                return source;
        }
    }

    private static Value Take(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (source, count) = (arguments[0], arguments[1]);
        if (count.Column is Column<long> { Count: 2, Elements.Type: RayType.I64 } range)
            return TakeRange(source, range.Span[0], range.Span[1]);
        if (count.Scalar is not { } type || type.IsTemporal || type.IsText)
            throw Fault.Type($"take: requires a list and a numeric count, got {TypeNames.Of(source, count)}");
        if (!type.IsInteger)
            throw Fault.Type($"take: count must be an integer, got {TypeNames.Of(count)}");
        if (count.IsNull)
            throw Fault.Type("take: count is null or out of range");
        if (source.Function is not null)
            throw Fault.Type($"take: requires a list and a numeric count, got {TypeNames.Of(source, count)}");
        var wanted = count.Bits;
        var length = Math.Abs(wanted);
        if (length > Array.MaxLength)
            throw Fault.Limit("a vector of more than 2^31 elements");
        var available = Count(source);
        if (source.AtomType is { } atoms && atoms.Type != RayType.String)
            return atoms.Repeat(evaluator.Budget, source, (int)length);
        if (length <= available)
            return Slice(source, wanted < 0 ? available - (int)length : 0, (int)length);
        return available == 0
            ? Zeros(evaluator.Budget, source, (int)length)
            : Cycle(evaluator.Budget, source, available, wanted);
    }

    private static Value TakeRange(Value source, long from, long length)
    {
        if (length < 0)
            throw Fault.Length($"take: range amount must be non-negative, got {length}");
        var available = Count(source);
        if (available < 0)
            throw Fault.Type($"take: range take unsupported for {TypeNames.Of(source)}");
        if (from < 0)
            from = Math.Max(from + available, 0);
        if (from > available)
        {
            if (source.Dict is not null)
                throw Fault.Range($"take: offset+len must stay within [0,{available}], got {from}");
            from = available;
        }

        return Rest(source, (int)from, (int)Math.Min(length, available - from));
    }

    /// <summary>More elements than none: zeros in a vector, in a table so in every column.</summary>
    private static Value Zeros(Budget budget, Value source, int count)
    {
        switch (source.Datum)
        {
            case ListColumn or DictValue or TextAtom:
                return source;
            case TableValue table:
                var columns = new Column[table.Columns.Length];
                for (var i = 0; i < columns.Length; i++)
                    columns[i] = Zeros(budget, table.Columns[i], count).Column!;
                return new TableValue(table.Names.ToArray(), columns);
            default:
                var type = source.Column!.Elements;
                return type.Repeat(budget, type.IsScalar ? new Value(type, 0) : type.NullAtom, count) switch
                {
                    // Zeros to native, which does not mark them, though they are nulls.
                    Column<int> symbols when type.Type == RayType.Symbol =>
                        ElementTypes.Symbol.Wrap(symbols.Memory, hasNulls: false),
                    Column<Guid> guids => ElementTypes.Guid.Wrap(guids.Memory, hasNulls: false),
                    TextColumn texts => new TextColumn(texts.Texts, texts.RowMemory, hasNulls: false),
                    var zeros => zeros,
                };
        }
    }

    /// <summary>
    /// More elements than there are: they begin again from the first, or end with the last where counted from behind.
    /// </summary>
    private static Value Cycle(Budget budget, Value source, int available, long wanted)
    {
        budget.Charge(Math.Abs(wanted), sizeof(int));
        var rows = LargeArray.Allocate<int>((int)Math.Abs(wanted));
        var row = wanted < 0 ? (available - rows.Length % available) % available : 0;
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = row;
            if (++row == available)
                row = 0;
        }

        return Gather(budget, source, rows);
    }

    private static Value Drop(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (source, count) = (arguments[0], arguments[1]);
        if (count.Scalar is not { IsInteger: true } type || type.Type == RayType.B8)
            throw Fault.Type($"drop: count must be an integer atom, got {TypeNames.Of(count)}");
        var available = Count(source);
        if (available < 0)
            throw Fault.Type($"drop: expected a collection, got {TypeNames.Of(source)}");
        if (count.IsNull)
            throw Fault.Type("drop: count is null or out of range");
        var left = (int)Math.Max(available - Math.Abs(count.Bits), 0);
        return Rest(source, count.Bits < 0 ? 0 : available - left, left);
    }

    private static Value Cut(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (source, indices) = (arguments[0], arguments[1].Column);
        if (indices is null)
            throw Fault.Type($"cut: indices must be a vector, got {TypeNames.Of(arguments[1])}");
        var available = Count(source);
        if (available < 0)
            throw Fault.Type($"cut: expected a collection, got {TypeNames.Of(source)}");
        evaluator.Budget.Charge(indices.Count + 1, 64);
        var pieces = new List<Value>(indices.Count + 1);
        var start = 0;
        for (var i = 0; i < indices.Count; i++)
        {
            var index = indices[i];
            if (index.Scalar is not { IsInteger: true } type || type.Type == RayType.B8)
                throw Fault.Type($"cut: indices must be integers, got {TypeNames.Of(index)}");
            if (index.Bits < start || index.Bits > available)
                throw Fault.Domain("cut: indices must be sorted and within collection length");
            if (index.Bits > start)
                pieces.Add(Rest(source, start, (int)index.Bits - start));
            start = (int)index.Bits;
        }

        pieces.Add(Rest(source, start, available - start));
        return new ListColumn([.. pieces]);
    }
}
