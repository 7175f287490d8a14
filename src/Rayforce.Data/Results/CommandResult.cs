namespace Rayforce.Data;

/// <summary>What a command has come to.</summary>
/// <param name="Table">The rows; null where there are none to read.</param>
/// <param name="RecordsAffected">How many rows were changed; -1 where that is not known.</param>
internal sealed record CommandResult(RayTable? Table, int RecordsAffected)
{
    /// <summary>The column of a value that is no table.</summary>
    private const string ValueColumn = "value";

    private const int Unknown = -1;

    /// <summary>A reply as rows: one for each element of a vector or list, one for a single value, for each entry of a
    /// dict one with its key.</summary>
    public static CommandResult OfReply(RayObject reply) => new(ToTable(reply), Unknown);

    /// <summary>The reply to a change, which is the number of rows.</summary>
    public static CommandResult OfChange(RayObject reply) => new(Table: null, checked((int)reply.As<long>()));

    private static RayTable? ToTable(RayObject reply) => reply switch
    {
        RayTable table => table,
        RayNull => null,
        RayVector or RayList => Of((ValueColumn, reply)),
        RayDict { Keys: RayVector or RayList, Values: RayVector or RayList } dict =>
            Of(("key", dict.Keys), (ValueColumn, dict.Values)),
        RayAtom atom => Of((ValueColumn, atom.ToVector())),
        RaySymbol symbol => Of((ValueColumn, new RaySymbolVector(symbol.Name))),
        RayString text => Of((ValueColumn, new RayStringVector(text.Value))),
        _ => Of((ValueColumn, new RayList(reply))),
    };

    private static RayTable Of(params (string Name, RayObject Values)[] columns) => new(
        new RaySymbolVector([.. columns.Select(column => column.Name)]),
        new RayList([.. columns.Select(column => column.Values)]));
}
