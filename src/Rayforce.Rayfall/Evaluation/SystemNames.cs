using System.Collections.Frozen;

namespace Rayforce.Rayfall;

/// <summary>
/// The names under which native Rayforce reaches files, processes, sockets and its own settings. Here nothing stands
/// behind them: they are unknown, and on a restricted connection refused, as native refuses them.
/// </summary>
internal static class SystemNames
{
    /// <summary>No builtin has a longer name.</summary>
    public const int MaxLength = 64;

    private static readonly FrozenSet<string> Restricted = new[]
    {
        "read", "write", "load", "exit", "read-csv", "write-csv", ".csv.read", ".csv.splayed", ".csv.parted",
        ".csv.write", ".db.splayed.set", ".db.parted.fill", ".sys.exec", ".sys.cmd", ".sys.listen",
        ".sys.querylog.enable", ".os.getenv", ".os.setenv", ".ipc.open", ".ipc.close", ".ipc.send", ".ipc.post",
        ".repl.connect", ".repl.disconnect", ".log.open", ".log.replay", ".log.roll", ".log.snapshot", ".log.close",
        ".log.purge", ".time.timer.set", ".time.timer.del", "hnsw-save", "hnsw-load", "del", "modify",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a restricted connection is refused the name.</summary>
    public static bool IsRestricted(string name) => Restricted.Contains(name);

    /// <summary>Whether nobody may bind the name: those with a leading dot belong to the system.</summary>
    public static bool IsReserved(string name) => name.StartsWith('.');
}
