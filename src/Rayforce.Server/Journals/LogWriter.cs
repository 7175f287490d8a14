namespace Rayforce.Server.Journals;

/// <summary>
/// Appends to a log. One thread of the log's own writes and flushes for all that wait, so that many writers share a
/// flush, and none of them waits for it in the others' way: a file system that brings the end of a file to the disk does
/// not let it be written on. Where nobody waits for the disk, each entry goes to the system at once. Places in the log are
/// counted on over all the files that have been it.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly string _path;
    private readonly JournalStorage _storage;
    private readonly JournalSync _sync;
    private readonly TimeSpan _interval;
    private readonly Action<IOException> _flushFailed;
    private readonly Thread _flusher;
    private Stream _stream;
    private long _origin;
    private long _end;
    private long _written;
    private long _durable;
    private bool _isRagged;
    private bool _isClosing;
    private bool _isFolderDirty;
    private FlushGroup _group = new();
    private RollOrder? _roll;
    private volatile IOException? _loss;

    /// <param name="path">The log, which is there.</param>
    /// <param name="storage">The file system.</param>
    /// <param name="generation">The number of the log.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="sync">When changes are brought to the disk.</param>
    /// <param name="interval">How often, where that is what counts.</param>
    /// <param name="flushFailed">Hears of a flush that failed.</param>
    public LogWriter(
        string path, JournalStorage storage, long generation, long length, JournalSync sync, TimeSpan interval,
        Action<IOException> flushFailed)
    {
        (_path, _storage, _sync, _interval, _flushFailed) = (path, storage, sync, interval, flushFailed);
        (Generation, _end, _written, _durable) = (generation, length, length, length);
        _stream = storage.Open(path, FileMode.Open);
        _flusher = new Thread(FlushAll) { IsBackground = true, Name = "Rayforce journal" };
        _flusher.Start();
    }

    /// <summary>The number of the log that is written now.</summary>
    public long Generation { get; private set; }

    /// <summary>How long the log is that is written now.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
                return _end - _origin;
        }
    }

    /// <summary>The log of a place, and how many of its bytes lie before it.</summary>
    public (long Generation, long Bytes) Locate(long place)
    {
        lock (_gate)
            return (Generation, place - _origin);
    }

    /// <summary>Whether what was written could not be brought to the disk.</summary>
    public bool HasLost => _loss is not null;

    /// <summary>Appends an entry.</summary>
    /// <param name="entry">A frame.</param>
    /// <param name="publish">Called when it is kept, before the task is complete, with where it ends.</param>
    /// <exception cref="IOException">It cannot be written; nothing of it is left.</exception>
    public Task AppendAsync(ReadOnlySpan<byte> entry, Action<long> publish)
    {
        lock (_gate)
        {
            if (_loss is { } loss)
                throw new IOException(loss.Message, loss);
            RequireOpen();
            var end = _end + entry.Length;
            if (_sync == JournalSync.Always)
            {
                _end = end;
                Monitor.Pulse(_gate);
                return _group.Join(entry, () => publish(end));
            }

            Write(entry);
            _end = end;
            publish(end);
            return Task.CompletedTask;
        }
    }

    /// <summary>Brings everything to the disk.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            RequireOpen();
            if (_loss is { } loss)
                return Task.FromException(loss);
            Monitor.Pulse(_gate);
            return _group.Join();
        }
    }

    /// <summary>Begins a new log with what follows a place in this one.</summary>
    /// <param name="place">The place.</param>
    /// <param name="aside">The name that this log up to the place gets; null where nobody needs it any more.</param>
    public Task RollAsync(long place, string? aside)
    {
        lock (_gate)
        {
            RequireOpen();
            _roll = new RollOrder(place, aside);
            Monitor.Pulse(_gate);
            return _roll.Done.Task;
        }
    }

    /// <summary>Forgets what could not be brought to the disk.</summary>
    /// <exception cref="IOException">It cannot be cut off.</exception>
    public void Recover()
    {
        lock (_gate)
        {
            if (_loss is null)
                return;
            try
            {
                Cut(_durable);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{_loss.Message} It cannot be cut off: {exception.Message}", exception);
            }

            _end = _written = _durable;
            _loss = null;
        }
    }

    /// <summary>Flushes what is there and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.Pulse(_gate);
        }

        _flusher.Join();
        _stream.Dispose();
    }

    private void RequireOpen()
    {
        if (_isClosing)
            throw new IOException($"{_path} is closed.");
    }

    /// <exception cref="IOException">It cannot be written; nothing of it is left.</exception>
    private void Write(ReadOnlySpan<byte> entries)
    {
        try
        {
            if (_isRagged)
                Cut(_written);
            _stream.Position = _written - _origin;
            _stream.Write(entries);
            _written += entries.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryCut(_written);
            throw new IOException($"The change cannot be written to {_path}: {exception.Message}", exception);
        }
    }

    private void Cut(long end)
    {
        _stream.SetLength(end - _origin);
        _isRagged = false;
    }

    private void TryCut(long end)
    {
        try
        {
            Cut(end);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next change is written over it; a start before that finds a torn tail.
            _isRagged = true;
        }
    }

    private void FlushAll()
    {
        while (true)
        {
            FlushGroup group;
            RollOrder? roll;
            long end;
            bool isLast;
            lock (_gate)
            {
                if (!_group.IsAwaited && _roll is null && !_isClosing)
                {
                    if (_sync == JournalSync.Interval)
                        Monitor.Wait(_gate, _interval);
                    else
                        Monitor.Wait(_gate);
                }

                (group, _group, roll, _roll, end, isLast) = (_group, new FlushGroup(), _roll, null, _end, _isClosing);
            }

            if (group.IsAwaited || isLast || roll is not null
                || (_sync == JournalSync.Interval && end > _durable && _loss is null))
            {
                Flush(group, end);
            }

            if (roll is not null)
                Roll(roll);
            if (isLast)
                return;
        }
    }

    private void Flush(FlushGroup group, long end)
    {
        try
        {
            if (_loss is { } earlier)
                throw earlier;
            if (!group.Entries.IsEmpty)
                Write(group.Entries);
            _stream.Flush();
            if (_isFolderDirty)
            {
                _storage.SyncFolder(_path);
                _isFolderDirty = false;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var loss = new IOException($"{_path} cannot be brought to the disk: {exception.Message}", exception);
            Lose(group, loss);
            return;
        }

        _durable = end;
        group.Succeed();
    }

    /// <summary>
    /// Nobody knows what of the unflushed bytes is on the disk, and a second flush would not tell: so none of those that
    /// wait has changed anything, and the bytes are to be cut off. Where nobody waits, the changes are seen already.
    /// </summary>
    private void Lose(FlushGroup group, IOException loss)
    {
        var next = group;
        if (_sync == JournalSync.Always)
        {
            lock (_gate)
            {
                _loss ??= loss;
                (next, _group) = (_group, new FlushGroup());
                // The sooner the better; nothing is appended until Recover has done it.
                TryCut(_durable);
            }

            next.Fail(loss);
        }

        _flushFailed(loss);
        group.Fail(loss);
    }

    private void Roll(RollOrder order)
    {
        var draft = JournalPaths.DraftOf(_path);
        Stream? log = null;
        try
        {
            if (_loss is { } loss)
                throw loss;
            var generation = JournalPreamble.Next(Generation);
            log = _storage.Open(draft, FileMode.Create);
            JournalPreamble.Write(log, generation);
            using var old = _storage.Open(_path, FileMode.Open);
            if (order.Aside is { } aside)
                SetAside(old, order.Place - _origin, aside);
            var copied = Volatile.Read(ref _written);
            JournalStorage.Copy(old, order.Place - _origin, copied - _origin, log);
            lock (_gate)
            {
                JournalStorage.Copy(old, copied - _origin, _written - _origin, log);
                log.Flush();
                _storage.Replace(draft, _path);
                (log, _stream) = (_stream, log);
                _origin = order.Place - JournalPreamble.Size;
                Generation = generation;
            }

            // The name of what has been flushed: before the next change is.
            _isFolderDirty = true;
            order.Done.SetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            order.Done.SetException(new IOException($"{_path} cannot be rolled: {exception.Message}", exception));
        }
        finally
        {
            log?.Dispose();
        }
    }

    private void SetAside(Stream old, long length, string aside)
    {
        using var copy = _storage.Open(aside, FileMode.CreateNew);
        JournalStorage.Copy(old, 0, length, copy);
        copy.Flush();
    }

    /// <param name="Place">Where the new log begins.</param>
    /// <param name="Aside">The name that the old one gets, if any.</param>
    private sealed record RollOrder(long Place, string? Aside)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
