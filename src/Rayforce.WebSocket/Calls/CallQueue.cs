namespace Rayforce.WebSocket;

/// <summary>
/// The calls in flight on one connection, in the order in which their requests went out and their replies come.
/// </summary>
internal sealed class CallQueue
{
    private readonly Queue<PendingCall> _calls = new();
    private bool _isClosed;

    /// <summary>Whether no call is taken any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_calls)
                return _isClosed;
        }
    }

    /// <summary>Adds a call, right before its request is sent.</summary>
    /// <returns>False once the queue is closed.</returns>
    public bool TryAdd(PendingCall call)
    {
        lock (_calls)
        {
            if (!_isClosed)
                _calls.Enqueue(call);
            return !_isClosed;
        }
    }

    /// <summary>Takes the call that the next reply belongs to; null when nobody has asked.</summary>
    public PendingCall? Take()
    {
        lock (_calls)
            return _calls.Count > 0 ? _calls.Dequeue() : null;
    }

    /// <summary>Closes the queue.</summary>
    /// <returns>The calls that are left without a reply; null when it was closed before.</returns>
    public PendingCall[]? Close()
    {
        lock (_calls)
        {
            if (_isClosed)
                return null;
            _isClosed = true;
            var left = _calls.ToArray();
            _calls.Clear();
            return left;
        }
    }
}
