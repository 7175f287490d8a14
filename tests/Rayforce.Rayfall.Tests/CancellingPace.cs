using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Tests;

/// <summary>Cancels the request as soon as something has happened.</summary>
internal sealed class CancellingPace(Func<bool> hasHappened) : IRayfallPace, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public CancellationToken Token => _cancellation.Token;

    public void Pass(CancellationToken cancellationToken)
    {
        if (hasHappened())
            _cancellation.Cancel();
    }

    public void Leave()
    {
    }

    public void Enter(CancellationToken cancellationToken)
    {
    }

    public void Dispose() => _cancellation.Dispose();
}
