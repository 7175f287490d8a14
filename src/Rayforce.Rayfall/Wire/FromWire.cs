using Rayforce.Ipc;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Wire;

/// <summary>Makes values of the objects of the wire. Vectors of numbers are not copied; symbols become numbers.</summary>
/// <param name="symbols">Where names are numbered.</param>
/// <param name="budget">The limits of the request.</param>
/// <param name="findBuiltin">Finds the builtin of a name.</param>
internal sealed class FromWire(Symbols symbols, Budget budget, FunctionFinder findBuiltin)
{
    /// <summary>The value of an object that a peer may have made.</summary>
    /// <exception cref="RayfallException">
    /// It is a table or dict whose parts do not pair, nests too deep, or has an error inside.
    /// </exception>
    public Value Convert(RayObject value) => Convert(value, depth: 1);

    private Value Convert(RayObject value, int depth)
    {
        if (depth > WireLimits.MaxDepth)
            throw Fault.Limit($"a value nests more than {WireLimits.MaxDepth} deep");
        Budget.RequireStack();
        switch (value)
        {
            case RayNull:
                return Value.Null;
            case RaySymbol symbol:
                var id = symbols.Intern(symbol.Utf8);
                return symbol.IsQuoted ? Value.Symbol(id) : Value.Name(id);
            case RayString text:
                budget.Charge(text.Utf8.Length);
                return Value.String(text.Utf8.ToArray(), text.IsNull);
            case RayAtom atom:
                return Atom(atom);
            case RayVector or RayList:
                return new Value(Column(value, depth));
            case RayDict dict:
                var (keys, values) = (Sequence(dict.Keys, depth), Sequence(dict.Values, depth));
                if (keys.Count != values.Count)
                    throw Fault.Length($"a dict of {keys.Count} keys and {values.Count} values");
                return new DictValue(keys, values);
            case RayTable table:
                return Table(table, depth);
            case RayLambda lambda:
                return Lambda(lambda, depth);
            case RayBuiltin builtin:
                return findBuiltin(builtin.Utf8) is { } known
                    ? new Value(known)
                    : throw Fault.Name(builtin.Name);
            case RayError:
                throw Fault.Type("an error inside another value cannot travel");
            default:
                throw Fault.NotYet($"a value of type {value.Type}");
        }
    }

    private static Value Atom(RayAtom atom) => atom switch
    {
        RayAtom<bool> a => Value.Bool(a.Value),
        RayAtom<byte> a => new Value(ElementTypes.U8, a.Value),
        RayAtom<short> a => new Value(ElementTypes.I16, a.IsNull ? short.MinValue : a.Value),
        RayAtom<int> a => new Value(ElementTypes.I32, a.IsNull ? int.MinValue : a.Value),
        RayAtom<long> a => Value.Int64(a.IsNull ? long.MinValue : a.Value),
        RayAtom<float> a => new Value(ElementTypes.F32, BitConverter.DoubleToInt64Bits(a.IsNull ? float.NaN : a.Value)),
        RayAtom<double> a => new Value(ElementTypes.F64, BitConverter.DoubleToInt64Bits(a.IsNull ? double.NaN : a.Value)),
        RayAtom<RayDate> a => new Value(ElementTypes.Date, a.IsNull ? int.MinValue : a.Value.Days),
        RayAtom<RayTime> a => new Value(ElementTypes.Time, a.IsNull ? int.MinValue : a.Value.Milliseconds),
        RayAtom<RayTimestamp> a => new Value(ElementTypes.Timestamp, a.IsNull ? long.MinValue : a.Value.Nanoseconds),
        RayAtom<RayTimespan> a => new Value(ElementTypes.Timespan, a.IsNull ? long.MinValue : a.Value.Nanoseconds),
        RayAtom<RayGuid> a => Value.Of(System.Runtime.CompilerServices.Unsafe.BitCast<RayGuid, Guid>(a.Value)),
        RayAtom<RayChar> a => Value.String(new[] { a.Value.Value }),
        _ => throw Fault.NotYet($"an atom of type {atom.Type}"),
    };

    private Column Sequence(RayObject value, int depth) => value is RayVector or RayList
        ? Column(value, depth + 1)
        : throw Fault.Type("the keys and values of a dict are vectors or lists");

    private Column Column(RayObject value, int depth)
    {
        switch (value)
        {
            case RayVector<bool> v: return new Column<byte>(ElementTypes.B8, CastMemory<bool, byte>.Of(v.Memory), v.HasNulls);
            case RayVector<byte> v: return new Column<byte>(ElementTypes.U8, v.Memory, v.HasNulls);
            case RayVector<short> v: return new Column<short>(ElementTypes.I16, v.Memory, v.HasNulls);
            case RayVector<int> v: return new Column<int>(ElementTypes.I32, v.Memory, v.HasNulls);
            case RayVector<long> v: return new Column<long>(ElementTypes.I64, v.Memory, v.HasNulls);
            case RayVector<float> v: return new Column<float>(ElementTypes.F32, v.Memory, v.HasNulls);
            case RayVector<double> v: return new Column<double>(ElementTypes.F64, v.Memory, v.HasNulls);
            case RayVector<RayDate> v: return Cast(ElementTypes.Date, v);
            case RayVector<RayTime> v: return Cast(ElementTypes.Time, v);
            case RayVector<RayTimestamp> v: return Cast(ElementTypes.Timestamp, v);
            case RayVector<RayTimespan> v: return Cast(ElementTypes.Timespan, v);
            case RayVector<RayGuid> v: return Cast(ElementTypes.Guid, v);
            case RaySymbolVector v: return Symbols(v);
            case RayStringVector v: return new TextColumn(new TextBlock(v.BlockMemory, v.StartMemory, RayStringVector.Gap), v.HasNulls);
            case RayList list:
                budget.Charge(list.Count, ElementTypes.List.Width);
                var items = new Value[list.Count];
                for (var i = 0; i < items.Length; i++)
                    items[i] = Convert(list[i], depth + 1);
                return new ListColumn(items);
            default:
                throw Fault.NotYet($"a vector of type {value.Type}");
        }
    }

    private static Column<T> Cast<TWire, T>(ElementType<T> elements, RayVector<TWire> vector)
        where TWire : unmanaged
        where T : unmanaged =>
        new(elements, CastMemory<TWire, T>.Of(vector.Memory), vector.HasNulls);

    private Column<int> Symbols(RaySymbolVector vector)
    {
        budget.Charge(vector.Count, sizeof(int));
        var ids = LargeArray.Allocate<int>(vector.Count);
        for (var i = 0; i < ids.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            ids[i] = symbols.Intern(vector.GetUtf8(i));
        }

        return new Column<int>(ElementTypes.Symbol, ids, vector.HasNulls ? NullMark.Yes : NullMark.InParts);
    }

    private TableValue Table(RayTable table, int depth)
    {
        if (table.Names.Count != table.Columns.Count)
            throw Fault.Domain($"a table of {table.Names.Count} names and {table.Columns.Count} columns");
        var names = new int[table.Names.Count];
        var columns = new Column[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = symbols.Intern(table.Names.GetUtf8(i));
            columns[i] = table.Columns[i] is RayVector or RayList
                ? Column(table.Columns[i], depth + 2)
                : throw Fault.Type($"column '{table.Names[i]}' is neither a vector nor a list");
            if (columns[i].Count != columns[0].Count)
                throw Fault.Length($"column '{table.Names[i]}' has {columns[i].Count} rows, not {columns[0].Count}");
        }

        return new TableValue(names, columns);
    }

    private Lambda Lambda(RayLambda lambda, int depth)
    {
        var (parameters, body) = (Convert(lambda.Parameters, depth + 1), Convert(lambda.Body, depth + 1));
        if (lambda.Captured is not { Keys: RaySymbolVector, Values: RayList values } captured)
            return new Lambda(parameters, body);
        var names = ((Column<int>)Column(captured.Keys, depth + 2)).Span.ToArray();
        var kept = ((ListColumn)Column(values, depth + 2)).Span.ToArray();
        if (names.Length != kept.Length)
            throw Fault.Length($"a closure of {names.Length} names and {kept.Length} values");
        return new Lambda(parameters, body, names, kept, new CodeCell());
    }
}
