namespace Rayforce.Display;

/// <summary>The beginning of a value.</summary>
internal static class FirstRows
{
    /// <summary>The first rows of a table, elements of a vector or list, pairs of a dict; anything else as it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="count">How many at most.</param>
    public static RayObject Of(RayObject value, int count) => value switch
    {
        RayTable table => table.RowCount > count ? table.Slice(0, count) : table,
        RayDict { Keys: not RayNull } dict => new RayDict(Of(dict.Keys, count), Of(dict.Values, count)),
        RayVector vector => vector.Count > count ? Cut(vector, count) : vector,
        RayList list => list.Count > count ? Cut(list, count) : list,
        _ => value,
    };

    private static RayObject Cut(RayObject column, int count) =>
        new RayTable(new RaySymbolVector(""), new RayList(column)).Slice(0, count).Columns[0];
}
