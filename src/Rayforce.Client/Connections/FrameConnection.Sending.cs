using Rayforce.Ipc;

namespace Rayforce.Client;

/// <content>
/// What goes out, one request after another. One that no other is under way beside leaves at once, on the thread that
/// asks; while replies are still to come, requests wait for another thread, which sends together what there is by then.
/// </content>
internal sealed partial class FrameConnection
{
    /// <summary>About so many bytes are sent together.</summary>
    private const int BatchSize = 32 * 1024;

    private readonly Lock _outgoingLock = new();
    private readonly Queue<Outgoing> _outgoing = new();
    private readonly List<Outgoing> _batch = [];
    private readonly List<ReadOnlyMemory<byte>> _batchFrames = [];
    private bool _isSending;

    private void Send(Outgoing outgoing)
    {
        var isAlone = false;
        lock (_outgoingLock)
        {
            isAlone = !_isSending && _calls.IsEmpty;
            if (isAlone)
                _batch.Add(outgoing);
            else
                _outgoing.Enqueue(outgoing);
            if (_isSending)
                return;
            _isSending = true;
        }

        if (isAlone)
            _ = SendAloneAsync();
        else
            SendElsewhere();
    }

    private void SendElsewhere() => ThreadPool.UnsafeQueueUserWorkItem(
        static connection => _ = ((FrameConnection)connection!).SendWaitingAsync(), this);

    private async Task SendAloneAsync()
    {
        await SendBatchAsync().ConfigureAwait(false);
        lock (_outgoingLock)
        {
            _isSending = _outgoing.Count > 0;
            if (!_isSending)
                return;
        }

        SendElsewhere();
    }

    private async Task SendWaitingAsync()
    {
        while (TryTakeBatch())
            await SendBatchAsync().ConfigureAwait(false);
    }

    private bool TryTakeBatch()
    {
        lock (_outgoingLock)
        {
            for (var size = 0; size < BatchSize && _outgoing.Count > 0;)
            {
                var outgoing = _outgoing.Dequeue();
                _batch.Add(outgoing);
                size += outgoing.Frame.WrittenCount;
            }

            return _isSending = _batch.Count > 0;
        }
    }

    private async Task SendBatchAsync()
    {
        var failure = default(Exception);
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            TakePlaces();
            if (_batch.Count > 0)
                await SendFramesAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(new ConnectionLoss(ConnectionErrorReason.Closed, $"sending failed: {exception.Message}", exception));
            _transport.Abort();
            failure = Describe(_transport.ClosedText, mayHaveRun: true);
        }
        finally
        {
            _sending.Release();
        }

        foreach (var outgoing in _batch)
            outgoing.End(failure);
        _batch.Clear();
    }

    private void TakePlaces()
    {
        var taken = 0;
        for (var i = 0; i < _batch.Count; i++)
        {
            if (TryTakePlace(_batch[i]))
                _batch[taken++] = _batch[i];
        }

        _batch.RemoveRange(taken, _batch.Count - taken);
    }

    private async ValueTask SendFramesAsync()
    {
        foreach (var outgoing in _batch)
            Interlocked.Add(ref _bytesSent, outgoing.Frame.WrittenCount);
        if (_batch.Count == 1 || _transport is not IBatchTransport transport)
        {
            foreach (var outgoing in _batch)
                await _transport.SendAsync(outgoing.Frame.WrittenMemory).ConfigureAwait(false);
            return;
        }

        foreach (var outgoing in _batch)
            _batchFrames.Add(outgoing.Frame.WrittenMemory);
        try
        {
            await transport.SendAllAsync(_batchFrames).ConfigureAwait(false);
        }
        finally
        {
            _batchFrames.Clear();
        }
    }

    /// <summary>Takes the place of the reply, right before the request is sent.</summary>
    /// <returns>Whether it is to be sent; what is not has been let go of.</returns>
    private bool TryTakePlace(Outgoing outgoing)
    {
        if (outgoing.IsDropped)
        {
            outgoing.End(failure: null);
        }
        else if (outgoing.Call is { } call ? _calls.TryAdd(call)
            // Where frames do not say what they are everything is answered; a reply that nobody wants needs a place all
            // the same.
            : Terms.IsTyped ? _calls.TryPost() : _calls.TryAdd(PendingCall.CreateAbandoned()))
        {
            if (Terms.IsNumbered && outgoing.Call is { } numbered)
            {
                var note = numbered.Wishes.ToNote((uint)numbered.Number);
                (note with { Trace = TraceParent.Of(numbered.Activity) }).Write(outgoing.Frame);
            }

            return true;
        }
        else
        {
            outgoing.End(Closed());
        }

        // In the queue a call keeps its turn until it leaves it.
        if (outgoing.Call is not null)
            _turn?.Release();
        return false;
    }

    /// <summary>A request that is to be sent.</summary>
    /// <param name="Frame">The frame, which is given back to the pool.</param>
    /// <param name="Call">Who waits for the reply; null where none is wanted.</param>
    /// <param name="Sent">Who waits until it is sent; null where nobody does.</param>
    /// <param name="Cancellation">Drops it as long as its turn has not come.</param>
    private readonly record struct Outgoing(
        PooledBuffer Frame, PendingCall? Call, TaskCompletionSource<bool>? Sent, CancellationToken Cancellation)
    {
        /// <summary>Whether nobody wants it to be sent any more.</summary>
        public bool IsDropped => Call?.IsAbandoned ?? Cancellation.IsCancellationRequested;

        /// <summary>It has been sent, dropped, or could not be sent.</summary>
        public void End(Exception? failure)
        {
            Frame.Dispose();
            if (failure is not null)
            {
                Call?.Fail(failure);
                Sent?.TrySetException(failure);
            }
            else if (IsDropped && Call is null)
            {
                Sent?.TrySetCanceled(Cancellation);
            }
            else
            {
                Sent?.TrySetResult(true);
            }
        }
    }
}
