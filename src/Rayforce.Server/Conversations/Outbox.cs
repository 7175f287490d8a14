using Microsoft.AspNetCore.Connections;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;

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
    private readonly Queue<Pushes> _pushes = new();
    private readonly Queue<Reply> _replies = new();
    private readonly List<Outgoing> _batch = [];
    private readonly List<SharedFrames> _batchPushes = [];
    private readonly List<Reply> _batchReplies = [];
    private BacklogLimit? _limit;

    /// <summary>The pushes that wait: their bytes, and how many there are.</summary>
    private long _bytes;
    private int _count;

    /// <summary>How many of the first of them have been dropped.</summary>
    private int _skipped;
    private long _most;

    /// <summary>The bytes of replies that wait.</summary>
    private long _replyBytes;

    /// <summary>How many pushes have been taken or dropped so far, and how many have come.</summary>
    private long _gone;
    private long _come;
    private bool _isSending;
    private volatile bool _getsPublications;
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
                return new ConnectionFigures(Limit, _bytes, _count, _most);
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

    /// <summary>The client has subscribed to something: what else goes to it comes behind what has been published.</summary>
    public void ExpectPublications() => _getsPublications = true;

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
        KeepOrder();
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
        KeepOrder();
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
    public bool Post(SharedFrames frame)
    {
        KeepOrder();
        return Take(frame);
    }

    /// <summary>Takes publications, as <see cref="Post"/> takes a push.</summary>
    public bool Take(SharedFrames frames)
    {
        var (isTaken, isFirst) = (false, false);
        lock (_lock)
        {
            if (_isClosed)
            {
                frames.Release();
                return false;
            }

            isTaken = TryQueue(frames);
            if (_isStuck && _bytes > _most)
                rules.NoteWaiting(_most = _bytes);
            if (isTaken && _count > 0)
            {
                isFirst = !_isSending;
                _isSending = true;
            }
        }

        if (isFirst)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        if (!isTaken)
            Overrun();
        return isTaken;
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
            while (_pushes.TryDequeue(out var pushes))
                pushes.Frames.Release();
            _bytes = _count = _skipped = 0;
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
                var sending = link.SendAllAsync(_batch);
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
                        _batch.Add(new Outgoing(reply.Message));
                }
                else if (_pushes.TryDequeue(out var pushes))
                {
                    var (frames, first, end) = pushes with { First = pushes.First + _skipped };
                    var bytes = frames.GetSize(first, end);
                    _batchPushes.Add(frames);
                    _batch.Add(link.Compose(frames, first, end));
                    _gone += end - first;
                    _count -= end - first;
                    _bytes -= bytes;
                    _skipped = 0;
                    size += bytes;
                }
                else
                {
                    break;
                }
            }

            return _isSending = _batch.Count + _batchReplies.Count > 0;
        }
    }

    /// <summary>What is sent from now on comes behind what has been published.</summary>
    private void KeepOrder()
    {
        if (_getsPublications)
            rules.Deliver?.Invoke();
    }

    /// <summary>Queues pushes; where not all of them may wait, one by one, as the policy has it.</summary>
    /// <returns>Whether more are taken.</returns>
    private bool TryQueue(SharedFrames frames)
    {
        var limit = Limit;
        var size = frames.GetSize(0, frames.Count);
        if (_bytes + size <= limit.Bytes && (limit.Frames == 0 || _count + frames.Count <= limit.Frames))
        {
            Queue(new Pushes(frames, 0, frames.Count));
            return true;
        }

        var isTaken = true;
        for (var i = 0; i < frames.Count && isTaken; i++)
        {
            isTaken = TryMakeRoom(frames.GetSize(i, i + 1), limit);
            if (isTaken)
            {
                frames.Hold(1);
                Queue(new Pushes(frames, i, i + 1));
            }
        }

        frames.Release();
        return isTaken;
    }

    private bool TryMakeRoom(int size, BacklogLimit limit)
    {
        while (_bytes + size > limit.Bytes || (limit.Frames > 0 && _count >= limit.Frames))
        {
            if (rules.Policy == BacklogPolicy.Close)
                return false;
            if (_count == 0)
                break;
            Skip();
        }

        return true;
    }

    private void Queue(Pushes pushes)
    {
        _pushes.Enqueue(pushes);
        _come += pushes.End - pushes.First;
        _count += pushes.End - pushes.First;
        _bytes += pushes.Frames.GetSize(pushes.First, pushes.End);
    }

    /// <summary>Drops the push that has waited longest.</summary>
    private void Skip()
    {
        var (frames, first, end) = _pushes.Peek();
        first += _skipped++;
        _gone++;
        _count--;
        _bytes -= frames.GetSize(first, first + 1);
        if (first + 1 == end)
        {
            _pushes.Dequeue();
            _skipped = 0;
            frames.Release();
        }

        ServerMetrics.Skipped.Add(1);
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

    /// <summary>Pushes that wait for their turn: frames that follow each other.</summary>
    private readonly record struct Pushes(SharedFrames Frames, int First, int End);

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
