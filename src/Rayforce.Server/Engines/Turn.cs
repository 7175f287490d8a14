using Rayforce.Rayfall.Bounds;

namespace Rayforce.Server.Engines;

/// <summary>
/// The slot of one request. After a while it changes to the lane of the long ones, and there goes back to the end of the
/// queue from time to time.
/// </summary>
internal sealed class Turn(Lanes lanes) : IRayfallPace, IDisposable
{
    private const long Milliseconds = 100;

    private SemaphoreSlim? _held;
    private bool _isLong;
    private long _end;

    /// <summary>A request begins, in a slot of the short ones that it has.</summary>
    public void Begin()
    {
        _held = lanes.Short;
        _isLong = false;
        _end = Environment.TickCount64 + Milliseconds;
    }

    public void Pass(CancellationToken cancellationToken)
    {
        if (Environment.TickCount64 < _end)
            return;
        Leave();
        Enter(cancellationToken);
    }

    public void Leave()
    {
        _held?.Release();
        _held = null;
    }

    public void Enter(CancellationToken cancellationToken)
    {
        if (!_isLong)
        {
            // The threads of those in the short lane are held for it.
            _isLong = true;
            PoolThreads.Hold(1);
        }

        // Those that wait asynchronously are let in in the order in which they came; the thread waits with them.
        lanes.Long.WaitAsync(cancellationToken).GetAwaiter().GetResult();
        _held = lanes.Long;
        _end = Environment.TickCount64 + Milliseconds;
    }

    public void Dispose()
    {
        Leave();
        if (_isLong)
            PoolThreads.Hold(-1);
        lanes.Keep(this);
    }
}
