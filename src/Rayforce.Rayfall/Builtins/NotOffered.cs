using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// Native's names that this engine binds and does not offer. So a program that only mentions them runs, what is
/// refused on restricted connections is refused here, and a call says what is missing.
/// </summary>
internal static class NotOffered
{
    public static IEnumerable<Builtin> All =>
    [
        .. Group(
            "tables in parts are not offered; splayed tables and CSV files are, in a granted folder",
            [
                (RayType.Variadic, ".db.parted.get", false),
                (RayType.Variadic, ".db.parted.tables", false),
                (RayType.Variadic, ".db.parted.fill", true),
            ]),
        .. Group(
            "Parquet files are not offered; splayed tables and CSV files are, in a granted folder",
            [
                (RayType.Variadic, ".parquet.scan", true),
                (RayType.Unary, ".parquet.meta", true),
                (RayType.Variadic, ".parquet.read", true),
                (RayType.Variadic, ".parquet.each", true),
                (RayType.Variadic, ".parquet.splayed", true),
                (RayType.Variadic, ".parquet.parted", true),
            ]),
        .. Group(
            "indices of nearest neighbours are not kept in files",
            [
                (RayType.Unary, "hnsw-load", true),
                (RayType.Binary, "hnsw-save", true),
            ]),
        .. Group(
            "processes and the environment of this one are out of reach here",
            [
                (RayType.Unary, ".os.getenv", true),
                (RayType.Binary, ".os.setenv", true),
                (RayType.Unary, ".sys.cmd", true),
                (RayType.Variadic, ".sys.exec", true),
                (RayType.Unary, "exit", true),
                (RayType.Variadic, ".sys.querylog.enable", true),
                (RayType.Unary, ".repl.connect", true),
                (RayType.Variadic, ".repl.disconnect", true),
            ]),
        .. Group(
            "connections are the server's, not the program's, here",
            [
                (RayType.Variadic, ".ipc.open", true),
                (RayType.Unary, ".ipc.close", true),
                (RayType.Variadic, ".ipc.send", true),
                (RayType.Binary, ".ipc.post", true),
                (RayType.Variadic, ".ipc.handle", false),
                (RayType.Variadic, ".ipc.txlimit", true),
                (RayType.Unary, ".sys.listen", true),
                (RayType.Variadic, ".mc.sub", false),
                (RayType.Unary, ".mc.unsub", false),
                (RayType.Binary, ".mc.pub", true),
                (RayType.Variadic, ".mc.stats", false),
                (RayType.Variadic, ".time.timer.set", true),
                (RayType.Unary, ".time.timer.del", true),
            ]),
        .. Group(
            "Datalog is not offered here",
            [
                (RayType.Variadic, "query", false),
                (RayType.Variadic, "rule", true),
                (RayType.Variadic, "assert-fact", false),
                (RayType.Variadic, "retract-fact", false),
                (RayType.Variadic, "datoms", false),
                (RayType.Variadic, "scan-eav", false),
                (RayType.Variadic, "pull", false),
                (RayType.Variadic, "dl-add-edb", true),
                (RayType.Unary, "dl-eval", true),
                (RayType.Unary, "dl-free", true),
                (RayType.Variadic, "dl-program", false),
                (RayType.Binary, "dl-provenance", false),
                (RayType.Binary, "dl-query", false),
                (RayType.Unary, "dl-stratify", true),
            ]),
        .. Group(
            "graphs are not offered here",
            [
                (RayType.Variadic, ".graph.build", false),
                (RayType.Unary, ".graph.free", true),
                (RayType.Unary, ".graph.info", false),
                (RayType.Variadic, ".graph.pagerank", false),
                (RayType.Variadic, ".graph.connected", false),
                (RayType.Variadic, ".graph.dijkstra", false),
                (RayType.Variadic, ".graph.louvain", false),
                (RayType.Variadic, ".graph.degree", false),
                (RayType.Variadic, ".graph.topsort", false),
                (RayType.Variadic, ".graph.dfs", false),
                (RayType.Variadic, ".graph.cluster", false),
                (RayType.Variadic, ".graph.betweenness", false),
                (RayType.Variadic, ".graph.closeness", false),
                (RayType.Variadic, ".graph.mst", false),
                (RayType.Variadic, ".graph.random-walk", false),
                (RayType.Variadic, ".graph.k-shortest", false),
                (RayType.Variadic, ".graph.shortest-path", false),
                (RayType.Variadic, ".graph.expand", false),
                (RayType.Variadic, ".graph.var-expand", false),
            ]),
        .. Group(
            "indices of nearest neighbours are not offered here; knn finds them",
            [
                (RayType.Variadic, "hnsw-build", false),
                (RayType.Unary, "hnsw-free", true),
                (RayType.Unary, "hnsw-info", false),
                (RayType.Variadic, "ann", false),
            ]),
    ];

    /// <summary>Names that are bound and not offered, for a reason.</summary>
    public static IEnumerable<Builtin> Group(string reason, (RayType Type, string Name, bool IsRestricted)[] names) =>
        names.Select(item => new Builtin(item.Type, item.Name, $"Not offered: {reason}.")
        {
            Traits = BuiltinTraits.TakesNull | (item.IsRestricted ? BuiltinTraits.Restricted : BuiltinTraits.None),
            Body = (_, _) => throw Fault.NotYet($"{item.Name}: {reason}"),
        });
}
