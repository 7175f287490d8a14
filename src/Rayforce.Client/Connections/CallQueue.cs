namespace Rayforce.Client;

/// <summary>
/// The calls in flight on one connection: in the order in which their requests went out and their replies come, or by
/// their numbers.
/// </summary>
/// <param name="isNumbered">Whether replies say which request they are of.</param>
internal sealed class CallQueue(bool isNumbered)
{
    private readonly Queue<PendingCall> _calls = new();
    private readonly Dictionary<uint, PendingCall> _numbered = [];
    private bool _isClosed;

    // Requests are numbered as they go out. A reply says that everything before its request has been evaluated too.
    private long _lastSent;
    private long _lastPost;
    private long _lastAnswered;

    /// <summary>Whether no call is taken any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_calls)
                return _isClosed;
        }
    }

    /// <summary>Whether no reply is to come.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_calls)
                return _calls.Count == 0 && _numbered.Count == 0;
        }
    }

    /// <summary>The call of the next reply to come, where nobody waits for it.</summary>
    public PendingCall? NextAbandoned
    {
        get
        {
            lock (_calls)
                return _calls.Count > 0 && _calls.Peek() is { IsAbandoned: true } call ? call : null;
        }
    }

    /// <summary>Adds a call, right before its request is sent.</summary>
    /// <returns>False once the queue is closed.</returns>
    public bool TryAdd(PendingCall call)
    {
        lock (_calls)
        {
            if (_isClosed)
                return false;
            call.Number = ++_lastSent;
            if (!isNumbered)
            {
                _calls.Enqueue(call);
                return true;
            }

            // After four billion calls one of the first may still be under way.
            while (_numbered.ContainsKey((uint)call.Number))
                call.Number = ++_lastSent;
            _numbered.Add((uint)call.Number, call);
            return true;
        }
    }

    /// <summary>Notes a request that gets no reply, right before it is sent.</summary>
    /// <returns>False once the queue is closed.</returns>
    public bool TryPost()
    {
        lock (_calls)
        {
            if (!_isClosed)
                _lastPost = ++_lastSent;
            return !_isClosed;
        }
    }

    /// <summary>Takes the call that the next reply belongs to; null when nobody has asked.</summary>
    public PendingCall? Take()
    {
        lock (_calls)
        {
            if (_calls.Count == 0)
                return null;
            var call = _calls.Dequeue();
            _lastAnswered = call.Number;
            return call;
        }
    }

    /// <summary>Finds the call that a reply belongs to by its number; null when nobody has asked.</summary>
    /// <param name="number">The number.</param>
    /// <param name="isLast">Whether nothing more comes for it.</param>
    public PendingCall? Find(uint number, bool isLast)
    {
        lock (_calls)
        {
            if (_numbered.TryGetValue(number, out var call) && isLast)
                _numbered.Remove(number);
            return call;
        }
    }

    /// <summary>
    /// Takes the right to interrupt the server: once for the oldest call, when nobody waits for it, and nothing that
    /// somebody wants evaluated can be hit in its place: no other call, and no request without a reply that may still
    /// be under way.
    /// </summary>
    public bool TryInterrupt()
    {
        lock (_calls)
        {
            if (_calls.Count == 0 || _calls.Peek().IsInterrupted || _lastPost > _lastAnswered)
                return false;
            foreach (var call in _calls)
            {
                if (!call.IsAbandoned)
                    return false;
            }

            _calls.Peek().IsInterrupted = true;
            return true;
        }
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
            PendingCall[] left = [.. _calls, .. _numbered.Values];
            _calls.Clear();
            _numbered.Clear();
            return left;
        }
    }
}
