namespace Rayforce.Rayfall;

/// <summary>Vectors and lists one after another.</summary>
internal static class Concatenation
{
    /// <summary>
    /// All the elements of both; a vector where they are of one type, a list otherwise. An atom counts as one element.
    /// </summary>
    public static RayObject Concat(Evaluation evaluation, RayObject left, RayObject right)
    {
        evaluation.Budget.Charge(Vectors.Size(left) + Vectors.Size(right), RayType.U8);
        return Concat(left, right);
    }

    /// <summary>The same, of what has been counted already.</summary>
    public static RayObject Concat(RayObject left, RayObject right) =>
        (AsVector(left), AsVector(right)) switch
        {
            (RayVector<bool> a, RayVector<bool> b) => Join(a, b),
            (RayVector<byte> a, RayVector<byte> b) => Join(a, b),
            (RayVector<short> a, RayVector<short> b) => Join(a, b),
            (RayVector<int> a, RayVector<int> b) => Join(a, b),
            (RayVector<long> a, RayVector<long> b) => Join(a, b),
            (RayVector<float> a, RayVector<float> b) => Join(a, b),
            (RayVector<double> a, RayVector<double> b) => Join(a, b),
            (RayVector<RayDate> a, RayVector<RayDate> b) => Join(a, b),
            (RayVector<RayTime> a, RayVector<RayTime> b) => Join(a, b),
            (RayVector<RayTimestamp> a, RayVector<RayTimestamp> b) => Join(a, b),
            (RayVector<RayTimespan> a, RayVector<RayTimespan> b) => Join(a, b),
            (RayVector<RayGuid> a, RayVector<RayGuid> b) => Join(a, b),
            (RayTextVector a, RayTextVector b) when a.Type == b.Type => Join(a, b),
            _ => RayList.Wrap([.. Items(left), .. Items(right)]),
        };

    /// <summary>Strings with a text before and behind each.</summary>
    public static RayTextVector Affix(
        Evaluation evaluation, RayStringVector texts, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> suffix)
    {
        evaluation.Budget.Charge(texts.Count, (int)Math.Min((long)prefix.Length + suffix.Length + 16, int.MaxValue));
        var builder = new RayTextVectorBuilder(RayType.String, texts.Count);
        for (var i = 0; i < texts.Count; i++)
            builder.Add([.. prefix, .. texts.GetUtf8(i), .. suffix]);
        return builder.ToVector();
    }

    /// <summary>The elements as objects.</summary>
    public static RayObject[] Items(RayObject value)
    {
        var items = new RayObject[Vectors.Count(value)];
        for (var i = 0; i < items.Length; i++)
            items[i] = Vectors.At(value, i);
        return items;
    }

    private static RayObject AsVector(RayObject value) =>
        value.IsAtom && Vectors.HoldsAtomsOf(value.Type) ? Vectors.FromAtoms(value.Type, [value]) : value;

    private static RayVector<T> Join<T>(RayVector<T> left, RayVector<T> right)
        where T : unmanaged
    {
        var values = new T[left.Count + right.Count];
        left.Span.CopyTo(values);
        right.Span.CopyTo(values.AsSpan(left.Count));
        return RayVector<T>.Wrap(values);
    }

    private static RayTextVector Join(RayTextVector left, RayTextVector right)
    {
        var builder = new RayTextVectorBuilder(left.Type, left.Count + right.Count);
        for (var i = 0; i < left.Count; i++)
            builder.Add(left.GetUtf8(i));
        for (var i = 0; i < right.Count; i++)
            builder.Add(right.GetUtf8(i));
        return builder.ToVector();
    }
}
