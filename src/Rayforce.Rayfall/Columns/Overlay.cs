namespace Rayforce.Rayfall;

/// <summary>A column with some of its elements taken from another one of the same type and length.</summary>
internal static class Overlay
{
    public static RayObject Apply(RayObject column, RayObject other, int[] rows) => (column, other) switch
    {
        (RayVector<bool> a, RayVector<bool> b) => Apply(a, b, rows),
        (RayVector<byte> a, RayVector<byte> b) => Apply(a, b, rows),
        (RayVector<short> a, RayVector<short> b) => Apply(a, b, rows),
        (RayVector<int> a, RayVector<int> b) => Apply(a, b, rows),
        (RayVector<long> a, RayVector<long> b) => Apply(a, b, rows),
        (RayVector<float> a, RayVector<float> b) => Apply(a, b, rows),
        (RayVector<double> a, RayVector<double> b) => Apply(a, b, rows),
        (RayVector<RayDate> a, RayVector<RayDate> b) => Apply(a, b, rows),
        (RayVector<RayTime> a, RayVector<RayTime> b) => Apply(a, b, rows),
        (RayVector<RayTimestamp> a, RayVector<RayTimestamp> b) => Apply(a, b, rows),
        (RayVector<RayTimespan> a, RayVector<RayTimespan> b) => Apply(a, b, rows),
        (RayVector<RayGuid> a, RayVector<RayGuid> b) => Apply(a, b, rows),
        (RayTextVector a, RayTextVector b) => Apply(a, b, rows),
        _ => Apply(Concatenation.Items(column), other, rows),
    };

    private static RayVector<T> Apply<T>(RayVector<T> column, RayVector<T> other, int[] rows)
        where T : unmanaged
    {
        var values = column.Span.ToArray();
        var others = other.Span;
        foreach (var row in rows)
            values[row] = others[row];
        return RayVector<T>.Wrap(values);
    }

    private static RayTextVector Apply(RayTextVector column, RayTextVector other, int[] rows)
    {
        // The rows are in order.
        var builder = new RayTextVectorBuilder(column.Type, column.Count);
        for (int row = 0, next = 0; row < column.Count; row++)
        {
            var replaced = next < rows.Length && rows[next] == row;
            builder.Add(replaced ? other.GetUtf8(row) : column.GetUtf8(row));
            next += replaced ? 1 : 0;
        }

        return builder.ToVector();
    }

    private static RayList Apply(RayObject[] items, RayObject other, int[] rows)
    {
        foreach (var row in rows)
            items[row] = Vectors.At(other, row);
        return RayList.Wrap(items);
    }
}
