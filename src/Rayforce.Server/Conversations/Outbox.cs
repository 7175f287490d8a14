using Microsoft.AspNetCore.Connections;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Server;

/// <summary>
/// What goes to one client, in the order in which it was made: replies, whose sender waits when many bytes of them have
/// not been sent, and pushes, which wait here for a client that reads slowly; how much of them is bounded.
/// </summary>
/// <param name="link">The client.</param>
/// <param name="rules">How much may wait.</param>
internal sealed class Outbox(ClientLink link, BacklogRules rules) : IThreadPoolWorkItem
{
    /// <summary>What waits is sent together, about so many bytes at a time.</summary>
    private const int BatchSize = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<SharedFrame> _pushes = new();
    private readonly Queue<Reply> _replies = new();
    private readonly List<ReadOnlyMemory<byte>> _batch = [];
    private readonly List<SharedFrame> _batchPushes = [];
    private readonly List<Reply> _batchReplies = [];
    private BacklogLimit? _limit;
    private long _bytes;
    private long _most;

    /// <summary>The bytes of replies that wait.</summary>
    private long _replyBytes;

    /// <summary>How many pushes have been taken or dropped so far, and how many have come.</summary>
    private long _gone;
    private long _come;
    private bool _isSending;
    private volatile bool _isStuck;
    private bool _isClosed;

    /// <summary>Called when more waits than may, or sending fails: with why.</summary>
    public Action<EndingCause, string>? Failing { get; set; }

    /// <summary>What waits.</summary>
    public ConnectionFigures Figures
    {
        get
        {
            lock (_lock)
                return new ConnectionFigures(Limit, _bytes, _pushes.Count, _most);
        }
    }

    /// <summary>How much may wait.</summary>
    public BacklogLimit Limit
    {
        get => _limit ?? rules.Limit;
        set
        {
            lock (_lock)
                _limit = value;
        }
    }

    /// <summary>
    /// Sends a reply when its turn has come. One that others follow at once may be sent together with them: it is handed
    /// to another thread, which sends what there is by then.
    /// </summary>
    /// <param name="frame">The reply, which is given back to the pool when it has been sent.</param>
    /// <param name="isFollowed">Whether the next reply is about to be made.</param>
    /// <returns>When the next reply may be made.</returns>
    /// <exception cref="ConnectionAbortedException">Nothing is sent to this client any more.</exception>
    public ValueTask ReplyAsync(PooledBuffer frame, bool isFollowed)
    {
        Reply? reply = null;
        var isFirst = false;
        lock (_lock)
        {
            if (_isClosed)
            {
                frame.Dispose();
                throw Gone();
            }

            if (_isSending || isFollowed)
                _replies.Enqueue(reply = new Reply(frame.WrittenMemory, _come, frame, isAwaited: _replyBytes + frame.WrittenCount > BatchSize));
            _replyBytes += reply?.Message.Length ?? 0;
            isFirst = !_isSending;
            _isSending = true;
        }

        if (reply is null)
            return new ValueTask(SendNowAsync(frame));
        if (isFirst)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return reply.Sent is { } sent ? new ValueTask(sent.Task) : default;
    }

    /// <summary>Sends a message when its turn has come.</summary>
    /// <returns>When it has been sent, and with it all replies before it.</returns>
    /// <exception cref="ConnectionAbortedException">Nothing is sent to this client any more.</exception>
    public Task SendAsync(ReadOnlyMemory<byte> message)
    {
        Reply reply;
        lock (_lock)
        {
            if (_isClosed)
                return Task.FromException(Gone());
            _replies.Enqueue(reply = new Reply(message, _come, frame: null, isAwaited: true));
            _replyBytes += message.Length;
            if (_isSending)
                return reply.Sent!.Task;
            _isSending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return reply.Sent!.Task;
    }

    /// <summary>Waits until all replies have been sent, or nothing is sent any more.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            if (_isClosed || (_replies.Count == 0 && _batchReplies.Count == 0))
                return Task.CompletedTask;
        }

        return SendAsync(ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>Takes a push, to be sent when its turn has come.</summary>
    /// <param name="frame">The frame; released when it is done with.</param>
    /// <returns>Whether more are taken; not when too much waits, and the policy is to close.</returns>
    public bool Post(SharedFrame frame)
    {
        var isOverrun = false;
        lock (_lock)
        {
            if (_isClosed)
            {
                frame.Release();
                return false;
            }

            var limit = Limit;
            while (_bytes + frame.Bytes.Length > limit.Bytes || (limit.Frames > 0 && _pushes.Count >= limit.Frames))
            {
                isOverrun = rules.Policy == BacklogPolicy.Close;
                if (isOverrun || _pushes.Count == 0)
                    break;
                Skip();
            }

            if (!isOverrun)
            {
                _pushes.Enqueue(frame);
                _come++;
                _bytes += frame.Bytes.Length;
                if (_isStuck && _bytes > _most)
                    rules.NoteWaiting(_most = _bytes);
                if (_isSending)
                    return true;
                _isSending = true;
            }
        }

        if (!isOverrun)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return true;
        }

        frame.Release();
        Overrun();
        return false;
    }

    /// <summary>Lets go of all pushes that wait, as the policy has it.</summary>
    public void Overrun()
    {
        if (rules.Policy == BacklogPolicy.Close)
        {
            rules.NoteDropped();
            var waiting = Close();
            Failing?.Invoke(EndingCause.ByServer, $"the client reads too slowly: {waiting} bytes wait for it");
            return;
        }

        lock (_lock)
        {
            while (_pushes.Count > 0)
                Skip();
        }
    }

    /// <summary>Takes nothing more, and lets go of what waits; what is being sent is sent to its end.</summary>
    /// <returns>The bytes of pushes that waited.</returns>
    public long Close()
    {
        lock (_lock)
        {
            var waiting = _bytes;
            _isClosed = true;
            while (_pushes.TryDequeue(out var frame))
                frame.Release();
            _bytes = 0;
            while (_replies.TryDequeue(out var reply))
                reply.End(Gone());
            _replyBytes = 0;
            return waiting;
        }
    }

    /// <summary>Sends what waits.</summary>
    void IThreadPoolWorkItem.Execute() => _ = SendAllAsync();

    private async Task SendNowAsync(PooledBuffer frame)
    {
        try
        {
            await link.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
        }
        finally
        {
            frame.Dispose();
            GoOn();
        }
    }

    /// <summary>What was being sent has been: whatever waits is next.</summary>
    private void GoOn()
    {
        lock (_lock)
        {
            _isSending = _pushes.Count > 0 || _replies.Count > 0;
            if (!_isSending)
                return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (TryTake())
            {
                var sending = _batch is [var only] ? link.SendAsync(only) : link.SendAllAsync(_batch);
                _isStuck = !sending.IsCompleted;
                await sending.ConfigureAwait(false);
                _isStuck = false;
                ReleaseBatch(failure: null);
            }
        }
        catch (Exception exception)
        {
            ReleaseBatch(exception);
            Close();
            Failing?.Invoke(
                TransportLoss.Is(exception) ? EndingCause.Lost : EndingCause.Failed,
                $"the connection was lost ({exception.Message})");
        }
    }

    /// <summary>Takes what is to be sent next: replies, and the pushes that come before or between them.</summary>
    private bool TryTake()
    {
        lock (_lock)
        {
            for (var size = 0; size < BatchSize;)
            {
                if (_replies.TryPeek(out var reply) && reply.After <= _gone)
                {
                    _batchReplies.Add(_replies.Dequeue());
                    _replyBytes -= reply.Message.Length;
                    size += reply.Message.Length;
                    if (!reply.Message.IsEmpty)
                        _batch.Add(reply.Message);
                }
                else if (_pushes.TryDequeue(out var frame))
                {
                    _batchPushes.Add(frame);
                    _batch.Add(frame.Bytes);
                    _gone++;
                    _bytes -= frame.Bytes.Length;
                    size += frame.Bytes.Length;
                }
                else
                {
                    break;
                }
            }

            return _isSending = _batch.Count + _batchReplies.Count > 0;
        }
    }

    private void Skip()
    {
        var frame = _pushes.Dequeue();
        _gone++;
        _bytes -= frame.Bytes.Length;
        frame.Release();
        rules.NoteSkipped();
    }

    private void ReleaseBatch(Exception? failure)
    {
        foreach (var frame in _batchPushes)
            frame.Release();
        foreach (var reply in _batchReplies)
            reply.End(failure);
        _batch.Clear();
        _batchPushes.Clear();
        lock (_lock)
            _batchReplies.Clear();
    }

    private static ConnectionAbortedException Gone() => new("nothing is sent to this client any more");

    /// <summary>A reply that waits for its turn.</summary>
    private sealed class Reply(ReadOnlyMemory<byte> message, long after, PooledBuffer? frame, bool isAwaited)
    {
        /// <summary>The frame; empty for a place in the order alone.</summary>
        public ReadOnlyMemory<byte> Message => message;

        /// <summary>How many pushes come before it.</summary>
        public long After => after;

        /// <summary>Completes when it has been sent; null where nobody waits for that.</summary>
        public TaskCompletionSource? Sent { get; } =
            isAwaited ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

        /// <summary>It has been sent, or could not be.</summary>
        public void End(Exception? failure)
        {
            frame?.Dispose();
            if (failure is null)
                Sent?.TrySetResult();
            else
                Sent?.TrySetException(failure);
        }
    }
}
