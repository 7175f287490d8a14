namespace Rayforce.Cli.Formats;

/// <summary>The beginning of a value.</summary>
internal static class FirstRows
{
    /// <summary>The first rows of a table, elements of a vector or list, pairs of a dict; anything else as it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="count">How many at most.</param>
    public static RayObject Of(RayObject value, int count) => value switch
    {
        RayTable table when table.RowCount > count => new RayTable(
            table.Names, RayList.Wrap([.. table.Columns.Select(column => Of(column, count))])),
        RayDict { Keys: not RayNull } dict => new RayDict(Of(dict.Keys, count), Of(dict.Values, count)),
        RayList list when list.Count > count => new RayList(list.Span[..count].ToArray()),
        RaySymbolVector names when names.Count > count => new RaySymbolVector(Texts(names, count)),
        RayStringVector texts when texts.Count > count => new RayStringVector(Texts(texts, count)),
        RayVector<bool> vector => Slice(vector, count),
        RayVector<byte> vector => Slice(vector, count),
        RayVector<short> vector => Slice(vector, count),
        RayVector<int> vector => Slice(vector, count),
        RayVector<long> vector => Slice(vector, count),
        RayVector<float> vector => Slice(vector, count),
        RayVector<double> vector => Slice(vector, count),
        RayVector<RayDate> vector => Slice(vector, count),
        RayVector<RayTime> vector => Slice(vector, count),
        RayVector<RayTimestamp> vector => Slice(vector, count),
        RayVector<RayTimespan> vector => Slice(vector, count),
        RayVector<RayGuid> vector => Slice(vector, count),
        _ => value,
    };

    private static string[] Texts(RayTextVector texts, int count)
    {
        var first = new string[count];
        for (var i = 0; i < count; i++)
            first[i] = texts[i];
        return first;
    }

    private static RayVector<T> Slice<T>(RayVector<T> vector, int count)
        where T : unmanaged => vector.Count > count ? RayVector<T>.Wrap(vector.Memory[..count]) : vector;
}
