namespace Rayforce.Server.Engines;

/// <summary>
/// Slots for requests: one lane for those that have just begun, one for those that have run for long, in each as many at
/// once as there may be. The operating system shares the processors out among both.
/// </summary>
internal sealed class Lanes : IDisposable
{
    private readonly int _slots;
    private bool _isDisposed;
    private Turn? _spare;

    /// <param name="slots">How many requests run at once in each.</param>
    public Lanes(int slots)
    {
        _slots = slots;
        (Short, Long) = (new SemaphoreSlim(slots), new SemaphoreSlim(slots));
        PoolThreads.Hold(slots);
    }

    /// <summary>The lane in which requests begin.</summary>
    public SemaphoreSlim Short { get; }

    /// <summary>The lane of those that have run for longer than a turn.</summary>
    public SemaphoreSlim Long { get; }

    /// <summary>Waits for a slot for a new request.</summary>
    public async ValueTask<Turn> BeginAsync(CancellationToken cancellationToken)
    {
        await Short.WaitAsync(cancellationToken).ConfigureAwait(false);
        var turn = Interlocked.Exchange(ref _spare, null) ?? new Turn(this);
        turn.Begin();
        return turn;
    }

    /// <summary>Keeps a turn that is over for a later request.</summary>
    public void Keep(Turn turn) => Volatile.Write(ref _spare, turn);

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        PoolThreads.Hold(-_slots);
        Short.Dispose();
        Long.Dispose();
    }
}
