namespace Rayforce.Server;

/// <summary>
/// The turn of one request among those of its connection, of which one is evaluated at a time, and its place among the
/// posts of all: both are left while the request waits for an answer of a client.
/// </summary>
/// <param name="turns">The connection's turns. Whoever makes this has entered.</param>
/// <param name="left">Called when the turn has been left, on the thread that is about to wait.</param>
internal sealed class RequestTurn(SemaphoreSlim turns, Action? left = null) : IDisposable
{
    private volatile bool _isHeld = true;
    private bool _isAway;

    /// <summary>Set when nobody waits for the request any more, though an engine may go on with it.</summary>
    private volatile bool _isDone;

    /// <summary>The room in which a post has its place; null for a request that wants a reply.</summary>
    public PostRoom? Place { get; set; }

    /// <summary>Lets the next one be evaluated.</summary>
    public void Leave()
    {
        if (_isDone)
            return;
        _isAway = true;
        Place?.Leave();
        Release();
        left?.Invoke();
    }

    /// <summary>Takes the turn where it is free, for a request that waits for what has come: before any other.</summary>
    public void TryEnter()
    {
        if (!_isHeld && !_isDone)
            _isHeld = turns.Wait(TimeSpan.Zero);
    }

    /// <summary>Waits for a turn and a place, for a request that has left.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled, or the request is done with.</exception>
    public void Enter(CancellationToken cancellationToken)
    {
        if (_isDone)
            throw new OperationCanceledException(cancellationToken);
        if (!_isHeld)
        {
            turns.Wait(cancellationToken);
            _isHeld = true;
        }

        Place?.EnterAsync(cancellationToken).GetAwaiter().GetResult();
        _isAway = false;
    }

    /// <summary>The request is done with.</summary>
    public void Dispose()
    {
        _isDone = true;
        if (!_isAway)
            Place?.Leave();
        Release();
    }

    private void Release()
    {
        if (!_isHeld)
            return;
        _isHeld = false;
        turns.Release();
    }
}
