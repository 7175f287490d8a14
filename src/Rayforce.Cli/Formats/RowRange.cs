namespace Rayforce.Cli.Formats;

/// <summary>A part of a value.</summary>
internal static class RowRange
{
    /// <summary>The first rows of a table, elements of a vector or list, pairs of a dict; anything else as it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="count">How many at most.</param>
    public static RayObject First(RayObject value, int count) => Of(value, 0, count);

    /// <summary>Some rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="start">The first one.</param>
    /// <param name="count">How many at most.</param>
    public static RayTable Of(RayTable table, int start, int count) => (RayTable)Of((RayObject)table, start, count);

    private static RayObject Of(RayObject value, int start, int count) => value switch
    {
        RayTable table => new RayTable(
            table.Names, RayList.Wrap([.. table.Columns.Select(column => Of(column, start, count))])),
        RayDict { Keys: not RayNull } dict => new RayDict(Of(dict.Keys, start, count), Of(dict.Values, start, count)),
        RayList list => new RayList(list.Span[start..End(list.Count, start, count)].ToArray()),
        RaySymbolVector names => new RaySymbolVector(Texts(names, start, count)),
        RayStringVector texts => new RayStringVector(Texts(texts, start, count)),
        RayVector<bool> vector => Slice(vector, start, count),
        RayVector<byte> vector => Slice(vector, start, count),
        RayVector<short> vector => Slice(vector, start, count),
        RayVector<int> vector => Slice(vector, start, count),
        RayVector<long> vector => Slice(vector, start, count),
        RayVector<float> vector => Slice(vector, start, count),
        RayVector<double> vector => Slice(vector, start, count),
        RayVector<RayDate> vector => Slice(vector, start, count),
        RayVector<RayTime> vector => Slice(vector, start, count),
        RayVector<RayTimestamp> vector => Slice(vector, start, count),
        RayVector<RayTimespan> vector => Slice(vector, start, count),
        RayVector<RayGuid> vector => Slice(vector, start, count),
        _ => value,
    };

    private static int End(int length, int start, int count) => (int)Math.Min(length, (long)start + count);

    private static string[] Texts(RayTextVector texts, int start, int count)
    {
        var some = new string[End(texts.Count, start, count) - start];
        for (var i = 0; i < some.Length; i++)
            some[i] = texts[start + i];
        return some;
    }

    private static RayVector<T> Slice<T>(RayVector<T> vector, int start, int count)
        where T : unmanaged
    {
        var end = End(vector.Count, start, count);
        return start == 0 && end == vector.Count ? vector : RayVector<T>.Wrap(vector.Memory[start..end]);
    }
}
