namespace Rayforce.Server;

/// <summary>
/// The turn of one request among those of its connection, of which one is evaluated at a time: it is left while the
/// request waits for an answer of a client.
/// </summary>
/// <param name="turns">The connection's turns. Whoever makes this has entered.</param>
internal sealed class RequestTurn(SemaphoreSlim turns) : IDisposable
{
    private volatile bool _isHeld = true;

    /// <summary>Lets the next one be evaluated.</summary>
    public void Leave()
    {
        if (!_isHeld)
            return;
        _isHeld = false;
        turns.Release();
    }

    /// <summary>Takes the turn where it is free, for a request that waits for what has come: before any other.</summary>
    public void TryEnter()
    {
        if (!_isHeld)
            _isHeld = turns.Wait(TimeSpan.Zero);
    }

    /// <summary>Waits for a turn, where the request has none.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public void Enter(CancellationToken cancellationToken)
    {
        if (_isHeld)
            return;
        turns.Wait(cancellationToken);
        _isHeld = true;
    }

    /// <inheritdoc cref="Leave"/>
    public void Dispose() => Leave();
}
