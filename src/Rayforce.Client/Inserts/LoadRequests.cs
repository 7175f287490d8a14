namespace Rayforce.Client;

/// <summary>
/// The requests of one load. They are plain Rayfall, each a call, so that a journal keeps them like any other: the number
/// of a chunk is stored in the same request as its rows, and comes back with them.
/// </summary>
/// <param name="table">The table's name.</param>
/// <param name="id">The load's name.</param>
internal sealed class LoadRequests(string table, string id)
{
    /// <summary>A dict from the names of loads to how many of their chunks are stored.</summary>
    private static readonly RaySymbol Loads = new("rayforce_loads");

    private static readonly RayDict NoLoads = Entry("", 0);

    private readonly RayString _id = new(id);

    /// <summary>Begins the load, or finds it again; gives how many of its chunks are stored.</summary>
    public RayObject Begin => Call(
        "do", Set(Call("concat", Entry(id, 0), KnownLoads)), Call("at", Loads, _id));

    /// <summary>Forgets the load.</summary>
    public RayObject End => Set(Call("remove", Loads, _id));

    /// <summary>The loads, of a server that may not have seen any.</summary>
    private static RayList KnownLoads => Call("try", Loads, NoLoads);

    /// <summary>
    /// Stores a chunk if it is the next one, and its number with it; gives how many are stored then. A server that has
    /// forgotten the load stores nothing.
    /// </summary>
    public RayObject Store(long number, RayTable rows) => Call(
        "do",
        Call(
            "if",
            Call("==", Call("at", KnownLoads, _id), number - 1),
            Call("do", Insert(rows), Set(Call("concat", Loads, Entry(id, number)))),
            number),
        Call("at", KnownLoads, _id));

    /// <summary>Stores a chunk, whatever has come before.</summary>
    public RayList Insert(RayTable rows) => Call("insert", new RaySymbol(table, quoted: true), rows);

    private static RayDict Entry(string id, long chunks) =>
        new(new RayStringVector(id), new RayVector<long>(chunks));

    private static RayList Set(RayObject loads) => Call("set", Loads, loads);

    private static RayList Call(string name, params RayObject[] arguments) => new([new RaySymbol(name), .. arguments]);
}
