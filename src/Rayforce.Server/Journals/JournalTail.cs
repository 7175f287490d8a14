namespace Rayforce.Server.Journals;

/// <summary>What stands behind the last whole entry of a log.</summary>
internal static class JournalTail
{
    private const string Rest = "rest";

    /// <summary>Cuts a log that no process has open.</summary>
    /// <param name="log">The log.</param>
    /// <param name="end">The end of its last whole entry.</param>
    /// <param name="suffix">What the name of the file ends with in which the rest is kept.</param>
    /// <returns>That file.</returns>
    /// <exception cref="RayforceException">A process has it open.</exception>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static string CutOff(string log, long end, string suffix = Rest)
    {
        var paths = JournalPaths.OfLog(log);
        using var held = JournalLock.Take(paths);
        var storage = new JournalStorage();
        using var stream = storage.Open(log, FileMode.Open);
        return CutOff(paths, storage, stream, end, suffix);
    }

    /// <summary>Cuts a log.</summary>
    /// <returns>The file in which the rest is kept.</returns>
    public static string CutOff(
        JournalPaths paths, JournalStorage storage, Stream log, long end, string suffix = Rest)
    {
        var rest = paths.Aside(suffix);
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

    /// <summary>Puts back what was cut off a log that nothing has been written to since.</summary>
    /// <returns>Whether that is so.</returns>
    /// <exception cref="RayforceException">A process has it open.</exception>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static bool TryPutBack(string log, long end, string rest)
    {
        using var held = JournalLock.Take(JournalPaths.OfLog(log));
        var storage = new JournalStorage();
        using (var stream = storage.Open(log, FileMode.Open))
        {
            if (stream.Length != end)
                return false;
            stream.Position = end;
            using var kept = storage.Open(rest, FileMode.Open);
            JournalStorage.Copy(kept, 0, kept.Length, stream);
            stream.Flush();
        }

        File.Delete(rest);
        return true;
    }
}
