namespace Rayforce.Server.Journals;

/// <summary>What stands behind the last whole entry of a log.</summary>
internal static class JournalTail
{
    /// <summary>Cuts a log that no process has open.</summary>
    /// <param name="log">The log.</param>
    /// <param name="end">The end of its last whole entry.</param>
    /// <returns>The file in which the rest is kept.</returns>
    /// <exception cref="RayforceException">A process has it open.</exception>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static string CutOff(string log, long end)
    {
        var paths = JournalPaths.OfLog(log);
        using var held = JournalLock.Take(paths);
        var storage = new JournalStorage();
        using var stream = storage.Open(log, FileMode.Open);
        return CutOff(paths, storage, stream, end);
    }

    /// <summary>Cuts a log.</summary>
    /// <returns>The file in which the rest is kept.</returns>
    public static string CutOff(JournalPaths paths, JournalStorage storage, Stream log, long end)
    {
        var rest = paths.Aside("rest");
        using (var copy = storage.Open(rest, FileMode.CreateNew))
        {
            JournalStorage.Copy(log, end, log.Length, copy);
            copy.Flush();
        }

        storage.SyncFolder(rest);
        log.SetLength(end);
        log.Flush();
        return rest;
    }
}
