using Microsoft.AspNetCore.Connections;
using Rayforce.Client;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// What goes to one client, in the order in which it was made: replies, whose sender waits until they have been sent,
/// and pushes, which wait here for a client that reads slowly; how much of them is bounded.
/// </summary>
/// <param name="link">The client.</param>
/// <param name="rules">How much may wait.</param>
internal sealed class Outbox(ClientLink link, BacklogRules rules) : IThreadPoolWorkItem
{
    /// <summary>Pushes that wait are sent together, about so many bytes at a time.</summary>
    private const int BatchSize = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<SharedFrame> _pushes = new();
    private readonly Queue<Reply> _replies = new();
    private readonly List<SharedFrame> _batch = [];
    private BacklogLimit? _limit;
    private long _bytes;
    private long _most;

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

    /// <summary>Sends a reply when its turn has come.</summary>
    /// <exception cref="ConnectionAbortedException">Nothing is sent to this client any more.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        Reply? reply = null;
        lock (_lock)
        {
            RequireOpen();
            if (_isSending)
                _replies.Enqueue(reply = new Reply(message, _come));
            else
                _isSending = true;
        }

        if (reply is not null)
        {
            await reply.Sent.Task.ConfigureAwait(false);
            return;
        }

        try
        {
            await link.SendAsync(message).ConfigureAwait(false);
        }
        finally
        {
            GoOn();
        }
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
                reply.Sent.TrySetException(Gone());
            return waiting;
        }
    }

    /// <summary>Sends what waits.</summary>
    void IThreadPoolWorkItem.Execute() => _ = SendAllAsync();

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
        Reply? reply = null;
        try
        {
            while (TryTake(out reply))
            {
                if (reply is not null)
                {
                    await link.SendAsync(reply.Message).ConfigureAwait(false);
                    reply.Sent.TrySetResult();
                    continue;
                }

                var sending = link.SendAllAsync(_batch);
                _isStuck = !sending.IsCompleted;
                await sending.ConfigureAwait(false);
                _isStuck = false;
                ReleaseBatch();
            }
        }
        catch (Exception exception)
        {
            ReleaseBatch();
            reply?.Sent.TrySetException(exception);
            Close();
            Failing?.Invoke(
                TransportLoss.Is(exception) ? EndingCause.Lost : EndingCause.Failed,
                $"the connection was lost ({exception.Message})");
        }
    }

    /// <summary>Takes the next reply, or the pushes before it.</summary>
    private bool TryTake(out Reply? reply)
    {
        lock (_lock)
        {
            if (_replies.TryPeek(out reply) && reply.After <= _gone)
            {
                _replies.Dequeue();
                return true;
            }

            var most = reply is null ? long.MaxValue : reply.After - _gone;
            reply = null;
            var size = 0;
            while (_batch.Count < most && size < BatchSize && _pushes.TryDequeue(out var frame))
            {
                _batch.Add(frame);
                size += frame.Bytes.Length;
            }

            _gone += _batch.Count;
            _bytes -= size;
            return _isSending = _batch.Count > 0;
        }
    }

    private void Skip()
    {
        var frame = _pushes.Dequeue();
        _gone++;
        _bytes -= frame.Bytes.Length;
        frame.Release();
        ServerMetrics.Skipped.Add(1);
    }

    private void ReleaseBatch()
    {
        foreach (var frame in _batch)
            frame.Release();
        _batch.Clear();
    }

    private void RequireOpen()
    {
        if (_isClosed)
            throw Gone();
    }

    private static ConnectionAbortedException Gone() => new("nothing is sent to this client any more");

    /// <summary>A reply that waits for its turn.</summary>
    /// <param name="Message">The frame.</param>
    /// <param name="After">How many pushes come before it.</param>
    private sealed record Reply(ReadOnlyMemory<byte> Message, long After)
    {
        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
