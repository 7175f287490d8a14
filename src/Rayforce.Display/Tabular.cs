namespace Rayforce.Display;

/// <summary>Any value as a table, for formats that know nothing else.</summary>
internal static class Tabular
{
    private const string Key = "key";
    private const string Value = "value";

    /// <summary>
    /// A table itself; a dict as its keys beside its values, each of them one column or the columns of a table; anything
    /// else as a column, of one row where it is no vector and no list.
    /// </summary>
    public static RayTable Of(RayObject value) => value switch
    {
        RayTable table => table,
        RayDict dict => Join(Side(dict.Keys, Key), Side(dict.Values, Value)),
        _ => Side(value, Value),
    };

    private static RayTable Side(RayObject values, string name) => values switch
    {
        RayTable table => table,
        RayVector or RayList => Make([name], [values]),
        RayString text => Make([name], [new RayStringVector(text.Value)]),
        RaySymbol symbol => Make([name], [new RaySymbolVector(symbol.Name)]),
        RayAtom atom => Make([name], [atom.ToVector()]),
        _ => Make([name], [new RayList(values)]),
    };

    private static RayTable Join(RayTable left, RayTable right)
    {
        // What a peer sends as a dict need not pair.
        var rows = Math.Min(left.RowCount, right.RowCount);
        (left, right) = ((RayTable)FirstRows.Of(left, rows), (RayTable)FirstRows.Of(right, rows));
        return Make([.. left.Names, .. right.Names], [.. left.Columns, .. right.Columns]);
    }

    private static RayTable Make(string[] names, RayObject[] columns) =>
        new(new RaySymbolVector(names), RayList.Wrap(columns));
}
