using System.Diagnostics;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Server.Journals;

/// <summary>
/// Keeps what requests change in a folder, in native's own format: a snapshot of all globals, and a log of the changes
/// since then.
/// </summary>
internal sealed class Journal : IRayfallJournal, IAsyncDisposable
{
    private readonly JournalPaths _paths;
    private readonly JournalOptions _options;
    private readonly RayfallInterpreter _interpreter;
    private readonly FileStream _lock;
    private readonly LogWriter _writer;
    private readonly SemaphoreSlim _snapshooting = new(1, 1);
    private readonly Lock _appending = new();
    private RayfallGlobals _appended;
    private Kept _kept;
    private long _nextSnapshot;
    private bool _isRefusing;
    private bool _isDisposed;

    private Journal(
        JournalPaths paths, JournalOptions options, RayfallInterpreter interpreter, FileStream @lock, JournalRecovery recovery)
    {
        (_paths, _options, _interpreter, _lock) = (paths, options, interpreter, @lock);
        _writer = new LogWriter(
            paths.Log, options.Storage, recovery.Generation, recovery.Length, options.Sync, options.SyncInterval,
            OnFlushFailed);
        _appended = interpreter.Globals;
        _kept = new Kept(_appended, recovery.Length, HasChanges: recovery.Replayed > 0 || recovery.NeedsSnapshot);
        _nextSnapshot = Math.Max(options.SnapshotAbove, recovery.SnapshotSize);
    }

    /// <summary>Opens a journal, new or not, and brings an interpreter to where it ended.</summary>
    /// <param name="options">Where it lies, and how it is kept.</param>
    /// <param name="interpreter">The interpreter.</param>
    /// <param name="replay">Evaluates a request again; the second argument says whether it may change nothing.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RayforceException">Another process has it open, or its snapshot cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task<Journal> OpenAsync(
        JournalOptions options,
        RayfallInterpreter interpreter,
        Func<RayObject, bool, RayfallResult> replay,
        CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        Directory.CreateDirectory(options.Folder);
        var paths = new JournalPaths(options.Folder);
        var held = JournalLock.Take(paths);
        try
        {
            var recovery = new JournalRecovery(paths, options, interpreter, replay);
            await recovery.RunAsync(cancellationToken).ConfigureAwait(false);
            var journal = new Journal(paths, options, interpreter, held, recovery);
            if (recovery.NeedsSnapshot)
                await journal.TrySnapshotAsync(isKeptAside: true).ConfigureAwait(false);
            interpreter.Journal = journal;
            options.Logger.JournalOpened(paths.Base, recovery.Restored, recovery.Replayed, time.Elapsed);
            return journal;
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool HasLost => _writer.HasLost;

    /// <inheritdoc/>
    public void Recover()
    {
        lock (_appending)
        {
            _writer.Recover();
            _appended = Volatile.Read(ref _kept).Globals;
        }
    }

    /// <inheritdoc/>
    public Task AppendAsync(RayfallChange change, Action publish)
    {
        using var frame = new PooledBuffer();
        ChangeEntry.Write(change, frame);
        Task kept;
        lock (_appending)
        {
            kept = Append(frame.WrittenSpan, end =>
            {
                Volatile.Write(ref _kept, new Kept(change.Globals, end, HasChanges: true));
                publish();
                if (Interlocked.Exchange(ref _isRefusing, false))
                    _options.Logger.ChangesTaken();
            });
            _appended = change.Globals;
        }

        if (_writer.Length > _nextSnapshot)
        {
            _nextSnapshot = long.MaxValue;
            _ = Task.Run(() => TrySnapshotAsync(isKeptAside: false));
        }

        return kept;
    }

    /// <inheritdoc/>
    public Task SyncAsync() => _writer.FlushAsync();

    /// <inheritdoc/>
    public Task SnapshotAsync() => TakeSnapshotAsync(isKeptAside: true);

    /// <inheritdoc/>
    public (long Entries, long Bytes) Validate(string path)
    {
        var folder = Path.GetFullPath(_paths.Folder);
        var full = Path.GetFullPath(path, folder);
        if (Path.GetDirectoryName(full) != folder)
            throw new IOException($"{path} is not in the folder of the journal");
        var end = JournalEnd.Of(full);
        return (end.Entries, end.Bytes);
    }

    /// <summary>Takes a last snapshot, brings everything to the disk and lets go of the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await TrySnapshotAsync(isKeptAside: false).ConfigureAwait(false);
        _writer.Dispose();
        _snapshooting.Dispose();
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private Task Append(ReadOnlySpan<byte> entry, Action<long> publish)
    {
        try
        {
            return _writer.AppendAsync(entry, publish);
        }
        catch (IOException exception)
        {
            Refuse(exception);
            throw;
        }
    }

    private void Refuse(IOException cause)
    {
        if (!Interlocked.Exchange(ref _isRefusing, true))
            _options.Logger.ChangesRefused(cause.Message);
    }

    private void OnFlushFailed(IOException cause)
    {
        if (_options.Sync == JournalSync.Always)
        {
            Refuse(cause);
            return;
        }

        _options.Logger.FlushFailed(cause.Message);
        // What could not be flushed may be lost for good; a snapshot has it, too.
        _ = Task.Run(() => TrySnapshotAsync(isKeptAside: false));
    }

    private async Task TrySnapshotAsync(bool isKeptAside)
    {
        try
        {
            await TakeSnapshotAsync(isKeptAside).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            _options.Logger.SnapshotFailed(exception.Message);
            _nextSnapshot = _writer.Length + _options.SnapshotAbove;
        }
    }

    /// <param name="isKeptAside">Whether the log that the snapshot makes superfluous is kept under another name.</param>
    private async Task TakeSnapshotAsync(bool isKeptAside)
    {
        await _snapshooting.WaitAsync().ConfigureAwait(false);
        try
        {
            var kept = Volatile.Read(ref _kept);
            if (!kept.HasChanges)
                return;
            var time = Stopwatch.StartNew();
            AppendHooks();
            // The snapshot says how much of the log it contains: that must not be more than there is.
            await _writer.FlushAsync().ConfigureAwait(false);
            var size = Write(kept);
            await _writer.RollAsync(kept.End, isKeptAside ? _paths.Aside("log") : null).ConfigureAwait(false);
            Interlocked.CompareExchange(ref _kept, kept with { HasChanges = false }, kept);
            _nextSnapshot = Math.Max(_options.SnapshotAbove, size);
            _options.Logger.SnapshotTaken(_paths.Snapshot, kept.Globals.Count, time.Elapsed);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or OutOfMemoryException)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            _snapshooting.Release();
        }
    }

    /// <summary>
    /// Appends the hooks, <c>.ipc.on.sync</c> and the like, behind what the snapshot contains: native does not start from
    /// a snapshot with names that begin with a dot.
    /// </summary>
    private void AppendHooks()
    {
        lock (_appending)
        {
            RaySymbol[] names = [.. _appended.Names.Where(IsSystem)];
            if (names.Length == 0)
                return;
            using var frame = new PooledBuffer();
            ChangeEntry.Write(names, _appended, frame);
            _ = _writer.AppendAsync(frame.WrittenSpan, static _ => { });
        }
    }

    private static bool IsSystem(RaySymbol name) => name.Utf8 is [(byte)'.', ..];

    private long Write(Kept kept)
    {
        var draft = JournalPaths.DraftOf(_paths.Snapshot);
        long size;
        using (var file = _options.Storage.Open(draft, FileMode.Create))
        {
            var (generation, bytes) = _writer.Locate(kept.End);
            RaySymbol[] names = [.. kept.Globals.Names.Where(name => !IsSystem(name))];
            SnapshotFile.Write(file, names, name => kept.Globals.Find(name)!, generation, bytes);
            size = file.Length;
        }

        _options.Storage.Replace(draft, _paths.Snapshot);
        _options.Storage.SyncFolder(_paths.Snapshot);
        return size;
    }

    /// <summary>What is kept, and seen by all.</summary>
    /// <param name="Globals">All globals.</param>
    /// <param name="End">Where the log of their changes ends.</param>
    /// <param name="HasChanges">Whether the snapshot lacks some of them.</param>
    private sealed record Kept(RayfallGlobals Globals, long End, bool HasChanges);
}
