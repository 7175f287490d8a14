using Rayforce.Rayfall;

namespace Rayforce.Server.Journals;

/// <summary>Brings an interpreter to where its journal ends, and the log into a state in which it can be gone on with.</summary>
internal sealed class JournalRecovery(
    JournalPaths paths, JournalOptions options, RayfallInterpreter interpreter, Func<RayObject, bool, RayfallResult> replay)
{
    private readonly JournalStorage _storage = options.Storage;

    /// <summary>How many globals the snapshot had.</summary>
    public int Restored { get; private set; }

    /// <summary>How many entries were evaluated again.</summary>
    public long Replayed { get; private set; }

    /// <summary>The number of the log.</summary>
    public long Generation { get; private set; }

    /// <summary>How long the log is.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes of the snapshot; 0 where there is none.</summary>
    public long SnapshotSize { get; private set; }

    /// <summary>Whether native could not start from these files, or not from them alone: a snapshot is due.</summary>
    public bool NeedsSnapshot { get; private set; }

    /// <summary>Reads snapshot and log.</summary>
    /// <exception cref="RayforceException">The snapshot cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        File.Delete(JournalPaths.DraftOf(paths.Log));
        File.Delete(JournalPaths.DraftOf(paths.Snapshot));
        // What the host has bound before is in no file.
        NeedsSnapshot = interpreter.Globals.Count > 0;
        var covered = Restore();
        if (!File.Exists(paths.Log) || new FileInfo(paths.Log).Length == 0)
        {
            Begin();
            return;
        }

        using (var log = _storage.Open(paths.Log, FileMode.Open))
        {
            var reader = new JournalReader(log);
            var from = reader.Start;
            if (covered is { } known && known.Generation == reader.Generation)
            {
                // A log that is shorter lost what the snapshot has, and must not grow over that place.
                NeedsSnapshot |= known.Bytes > log.Length;
                from = Math.Clamp(known.Bytes, from, log.Length);
            }

            await foreach (var entry in reader.ReadAsync(from, cancellationToken).ConfigureAwait(false))
                Replay(entry);
            (Generation, Length) = (reader.Generation ?? 0, reader.ValidBytes);
            if (reader.Damage is { } damage)
                Cut(log, damage);
            if (reader.Generation is null)
                Number(log);
        }
    }

    private (long Generation, long Bytes)? Restore()
    {
        if (!File.Exists(paths.Snapshot))
            return null;
        try
        {
            using var file = _storage.Open(paths.Snapshot, FileMode.Open);
            var snapshot = SnapshotFile.Read(file);
            interpreter.Restore(snapshot.Globals.Where(pair => pair.Key.Utf8 is not [(byte)'.', ..]));
            foreach (var (name, value) in snapshot.Globals)
            {
                if (name.Name == NativeHooks.Name)
                    NativeHooks.Restore(value, replay);
            }

            (Restored, SnapshotSize) = (snapshot.Globals.Count, file.Length);
            return snapshot.Covered;
        }
        catch (Exception exception) when (exception is ArgumentException or RayforceException)
        {
            throw new RayforceException($"The snapshot {paths.Snapshot} cannot be read: {exception.Message}", exception);
        }
    }

    private void Replay(JournalEntry entry)
    {
        if (entry.Request is null)
        {
            // Native keeps requests that nobody can read, which changed nothing, and would not start with them.
            options.Logger.EntryUnreadable(paths.Log, entry.Offset, entry.Fault!);
            NeedsSnapshot = true;
            return;
        }

        Replayed++;
        if (replay(entry.Request, entry.IsRestricted).Value is RayError { Code: "limit" } limit)
            options.Logger.EntryLimited(paths.Log, entry.Offset, limit.Message ?? "");
    }

    /// <summary>Makes a log with nothing in it.</summary>
    private void Begin()
    {
        Generation = JournalPreamble.Next(0);
        Length = JournalPreamble.Size;
        Write(draft => JournalPreamble.Write(draft, Generation));
    }

    /// <summary>Gives the log of an older core a number.</summary>
    private void Number(Stream log)
    {
        Generation = JournalPreamble.Next(0);
        Write(draft =>
        {
            JournalPreamble.Write(draft, Generation);
            JournalStorage.Copy(log, 0, Length, draft);
        });
        Length += JournalPreamble.Size;
    }

    private void Write(Action<Stream> write)
    {
        var draft = JournalPaths.DraftOf(paths.Log);
        using (var stream = _storage.Open(draft, FileMode.Create))
        {
            write(stream);
            stream.Flush();
        }

        _storage.Replace(draft, paths.Log);
        _storage.SyncFolder(paths.Log);
    }

    private void Cut(Stream log, string damage)
    {
        var bytes = log.Length - Length;
        var rest = JournalTail.CutOff(paths, _storage, log, Length);
        options.Logger.JournalCut(paths.Log, Length, damage, bytes, rest);
    }
}
