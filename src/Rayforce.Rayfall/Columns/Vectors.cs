namespace Rayforce.Rayfall;

/// <summary>Vectors and lists: making them, and picking elements by index.</summary>
internal static class Vectors
{
    public static bool IsCollection(RayObject value) => value is RayVector or RayList;

    /// <summary>Whether vectors of this type exist.</summary>
    public static bool HoldsAtomsOf(RayType type) => type is (>= RayType.B8 and <= RayType.String) or RayType.Timespan;

    /// <summary>How many elements a vector or list has; 1 for anything else.</summary>
    public static int Count(RayObject value) => value switch
    {
        RayVector vector => vector.Count,
        RayList list => list.Count,
        _ => 1,
    };

    /// <summary>
    /// The element at an index as an atom; anything that is no vector or list is its own every element.
    /// </summary>
    public static RayObject At(RayObject value, int index) => value switch
    {
        // A symbol that comes out of a vector is a name again.
        RaySymbolVector symbols => new RaySymbol(symbols.GetUtf8(index)),
        RayVector vector => vector.GetAtom(index),
        RayList list => list[index],
        _ => value,
    };

    public static RayVector Empty(RayType type) => Numeric(type, 0) ?? new RayTextVectorBuilder(type).ToVector();

    /// <summary>A vector of atoms of one type; I64 atoms may stand in for F64, nulls for nulls of any type.</summary>
    public static RayVector FromAtoms(RayType type, ReadOnlySpan<RayObject> atoms) => type switch
    {
        RayType.B8 => Fill(atoms, atom => Atoms.ToInt64(atom) != 0),
        RayType.U8 => Fill(atoms, atom => (byte)Atoms.ToInt64(atom)),
        RayType.I16 => Fill(atoms, atom => Atoms.IsNull(atom) ? short.MinValue : (short)Atoms.ToInt64(atom)),
        RayType.I32 => Fill(atoms, atom => Atoms.IsNull(atom) ? int.MinValue : (int)Atoms.ToInt64(atom)),
        RayType.I64 => Fill(atoms, atom => Atoms.IsNull(atom) ? long.MinValue : Atoms.ToInt64(atom)),
        RayType.F32 => Fill(atoms, atom => Atoms.IsNull(atom) ? Nulls.Single : (float)Atoms.ToDouble(atom)),
        RayType.F64 => Fill(atoms, atom => Atoms.IsNull(atom) ? Nulls.Double : Atoms.ToDouble(atom)),
        RayType.Date => Fill(atoms, atom => Atoms.IsNull(atom) ? RayDate.Null : new RayDate((int)Atoms.ToInt64(atom))),
        RayType.Time => Fill(atoms, atom => Atoms.IsNull(atom) ? RayTime.Null : new RayTime((int)Atoms.ToInt64(atom))),
        RayType.Timestamp =>
            Fill(atoms, atom => Atoms.IsNull(atom) ? RayTimestamp.Null : new RayTimestamp(Atoms.ToInt64(atom))),
        RayType.Timespan =>
            Fill(atoms, atom => Atoms.IsNull(atom) ? RayTimespan.Null : new RayTimespan(Atoms.ToInt64(atom))),
        RayType.Guid => Fill(atoms, atom => atom is RayAtom<RayGuid> guid ? guid.Value : default),
        _ => Texts(type, atoms),
    };

    /// <summary>A column in which one value stands everywhere: a vector of an atom, a list of anything else.</summary>
    public static RayObject Repeat(RayObject value, int count)
    {
        switch (value)
        {
            case RayAtom<bool> a: return Repeat(a.Value, count);
            case RayAtom<byte> a: return Repeat(a.Value, count);
            case RayAtom<short> a: return Repeat(a.Value, count);
            case RayAtom<int> a: return Repeat(a.Value, count);
            case RayAtom<long> a: return Repeat(a.Value, count);
            case RayAtom<float> a: return Repeat(a.Value, count);
            case RayAtom<double> a: return Repeat(a.Value, count);
            case RayAtom<RayDate> a: return Repeat(a.Value, count);
            case RayAtom<RayTime> a: return Repeat(a.Value, count);
            case RayAtom<RayTimestamp> a: return Repeat(a.Value, count);
            case RayAtom<RayTimespan> a: return Repeat(a.Value, count);
            case RayAtom<RayGuid> a: return Repeat(a.Value, count);
            case RaySymbol or RayString:
                var builder = new RayTextVectorBuilder(value.Type, count);
                for (var i = 0; i < count; i++)
                    builder.Add(Utf8(value));
                return builder.ToVector();
            default:
                var items = new RayObject[count];
                Array.Fill(items, value);
                return RayList.Wrap(items);
        }
    }

    /// <summary>A vector where the elements are atoms of one type, a list otherwise.</summary>
    public static RayObject Collapse(RayObject[] items)
    {
        if (items.Length == 0 || !items[0].IsAtom || !HoldsAtomsOf(items[0].Type))
            return RayList.Wrap(items);
        var type = items[0].Type;
        foreach (var item in items)
        {
            if (!item.IsAtom || item.Type != type)
                return RayList.Wrap(items);
        }

        return FromAtoms(type, items);
    }

    /// <summary>The elements at the given indices; an index outside gives the type's null.</summary>
    public static RayObject Gather(RayObject source, ReadOnlySpan<int> indices)
    {
        switch (source)
        {
            case RayVector<bool> v: return Pick(v, indices, default);
            case RayVector<byte> v: return Pick(v, indices, default);
            case RayVector<short> v: return Pick(v, indices, short.MinValue);
            case RayVector<int> v: return Pick(v, indices, int.MinValue);
            case RayVector<long> v: return Pick(v, indices, long.MinValue);
            case RayVector<float> v: return Pick(v, indices, Nulls.Single);
            case RayVector<double> v: return Pick(v, indices, Nulls.Double);
            case RayVector<RayDate> v: return Pick(v, indices, RayDate.Null);
            case RayVector<RayTime> v: return Pick(v, indices, RayTime.Null);
            case RayVector<RayTimestamp> v: return Pick(v, indices, RayTimestamp.Null);
            case RayVector<RayTimespan> v: return Pick(v, indices, RayTimespan.Null);
            case RayVector<RayGuid> v: return Pick(v, indices, default);
            case RayTextVector texts:
                var builder = new RayTextVectorBuilder(texts.Type, indices.Length);
                foreach (var index in indices)
                    builder.Add((uint)index < (uint)texts.Count ? texts.GetUtf8(index) : default);
                return builder.ToVector();
            case RayList list:
                var items = new RayObject[indices.Length];
                for (var i = 0; i < items.Length; i++)
                    items[i] = (uint)indices[i] < (uint)list.Count ? list[indices[i]] : RayAtom<long>.Null;
                return RayList.Wrap(items);
            default:
                return source;
        }
    }

    /// <summary>A run of elements, without a copy where the type has a fixed width.</summary>
    public static RayObject Slice(RayObject source, int start, int count) => source switch
    {
        RayVector<bool> v => RayVector<bool>.Wrap(v.Memory.Slice(start, count)),
        RayVector<byte> v => RayVector<byte>.Wrap(v.Memory.Slice(start, count)),
        RayVector<short> v => RayVector<short>.Wrap(v.Memory.Slice(start, count)),
        RayVector<int> v => RayVector<int>.Wrap(v.Memory.Slice(start, count)),
        RayVector<long> v => RayVector<long>.Wrap(v.Memory.Slice(start, count)),
        RayVector<float> v => RayVector<float>.Wrap(v.Memory.Slice(start, count)),
        RayVector<double> v => RayVector<double>.Wrap(v.Memory.Slice(start, count)),
        RayVector<RayDate> v => RayVector<RayDate>.Wrap(v.Memory.Slice(start, count)),
        RayVector<RayTime> v => RayVector<RayTime>.Wrap(v.Memory.Slice(start, count)),
        RayVector<RayTimestamp> v => RayVector<RayTimestamp>.Wrap(v.Memory.Slice(start, count)),
        RayVector<RayTimespan> v => RayVector<RayTimespan>.Wrap(v.Memory.Slice(start, count)),
        RayVector<RayGuid> v => RayVector<RayGuid>.Wrap(v.Memory.Slice(start, count)),
        RayList list => RayList.Wrap(list.Span.Slice(start, count).ToArray()),
        _ => Gather(source, Indices(start, count)),
    };

    public static int[] Indices(int start, int count)
    {
        var indices = new int[count];
        for (var i = 0; i < count; i++)
            indices[i] = start + i;
        return indices;
    }

    /// <summary>The bytes that elements of a type take, about; for the memory limit.</summary>
    public static int Width(RayType type) => type switch
    {
        RayType.B8 or RayType.U8 => 1,
        RayType.I16 => 2,
        RayType.I32 or RayType.F32 or RayType.Date or RayType.Time => 4,
        RayType.Guid => 16,
        RayType.Symbol or RayType.String => 16,
        _ => 8,
    };

    /// <summary>The bytes that a value takes, about: of a list, without what its elements hold.</summary>
    public static long Size(RayObject value) =>
        (long)Count(value) * Width(value.Type)
            + (value is RayTextVector texts ? texts.Block.Length : Utf8(value).Length);

    private static RayVector? Numeric(RayType type, int count) => type switch
    {
        RayType.B8 => RayVector<bool>.Wrap(new bool[count]),
        RayType.U8 => RayVector<byte>.Wrap(new byte[count]),
        RayType.I16 => RayVector<short>.Wrap(new short[count]),
        RayType.I32 => RayVector<int>.Wrap(new int[count]),
        RayType.I64 => RayVector<long>.Wrap(new long[count]),
        RayType.F32 => RayVector<float>.Wrap(new float[count]),
        RayType.F64 => RayVector<double>.Wrap(new double[count]),
        RayType.Date => RayVector<RayDate>.Wrap(new RayDate[count]),
        RayType.Time => RayVector<RayTime>.Wrap(new RayTime[count]),
        RayType.Timestamp => RayVector<RayTimestamp>.Wrap(new RayTimestamp[count]),
        RayType.Timespan => RayVector<RayTimespan>.Wrap(new RayTimespan[count]),
        RayType.Guid => RayVector<RayGuid>.Wrap(new RayGuid[count]),
        _ => null,
    };

    private static RayVector<T> Repeat<T>(T value, int count)
        where T : unmanaged
    {
        var values = new T[count];
        Array.Fill(values, value);
        return RayVector<T>.Wrap(values);
    }

    private static RayVector<T> Fill<T>(ReadOnlySpan<RayObject> atoms, Func<RayObject, T> read)
        where T : unmanaged
    {
        var values = new T[atoms.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(atoms[i]);
        return RayVector<T>.Wrap(values);
    }

    /// <summary>Characters, which only wire version 1 has and which may lie in a quoted list, make strings.</summary>
    private static RayTextVector Texts(RayType type, ReadOnlySpan<RayObject> atoms)
    {
        var builder = new RayTextVectorBuilder(type == RayType.Char ? RayType.String : type, atoms.Length);
        foreach (var atom in atoms)
            builder.Add(Utf8(atom));
        return builder.ToVector();
    }

    /// <summary>The bytes of a symbol or string; none for anything else.</summary>
    public static ReadOnlySpan<byte> Utf8(RayObject atom) => atom switch
    {
        RaySymbol symbol => symbol.Utf8,
        RayString text => text.Utf8,
        _ => default,
    };

    private static RayVector<T> Pick<T>(RayVector<T> source, ReadOnlySpan<int> indices, T missing)
        where T : unmanaged
    {
        var from = source.Span;
        var picked = new T[indices.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            var index = indices[i];
            picked[i] = (uint)index < (uint)from.Length ? from[index] : missing;
        }

        return RayVector<T>.Wrap(picked);
    }
}
