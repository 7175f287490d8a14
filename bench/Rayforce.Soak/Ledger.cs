namespace Rayforce.Soak;

/// <summary>What the clients have done and seen, all together.</summary>
internal sealed class Ledger
{
    /// <summary>How many faults are told in words.</summary>
    private const int MostFaults = 20;

    private long _calls;
    private long _lost;
    private long _cancelled;
    private long _rows;
    private long _loads;
    private long _resumed;
    private long _skipped;
    private long _updates;
    private long _missed;
    private long _restarts;
    private int _faultCount;

    /// <summary>The requests that were answered, rightly.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>How much has gone wrong that may not.</summary>
    public int FaultCount => Volatile.Read(ref _faultCount);

    /// <summary>A request was answered rightly.</summary>
    public void Answered() => Interlocked.Increment(ref _calls);

    /// <summary>A request was lost with the server.</summary>
    public void Lost() => Interlocked.Increment(ref _lost);

    /// <summary>A request was given up by its client.</summary>
    public void Cancelled() => Interlocked.Increment(ref _cancelled);

    /// <summary>Rows were found in the server as they should be.</summary>
    public void Stored(long rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>A bulk load was found in the server as it should be.</summary>
    public void Loaded(long rows, int resumed, long skipped)
    {
        Interlocked.Increment(ref _loads);
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _resumed, resumed);
        Interlocked.Add(ref _skipped, skipped);
    }

    /// <summary>A publication came.</summary>
    public void Updated(long missed, bool isRestart)
    {
        Interlocked.Increment(ref _updates);
        Interlocked.Add(ref _missed, missed);
        if (isRestart)
            Interlocked.Increment(ref _restarts);
    }

    /// <summary>Something happened that may not.</summary>
    public void Fault(string what)
    {
        if (Interlocked.Increment(ref _faultCount) <= MostFaults)
            Console.WriteLine($"FAULT {what}");
    }

    public override string ToString() => FormattableString.Invariant(
        $"""
        calls answered, each with its own reply: {_calls:N0}; lost with the server: {_lost:N0}; given up: {_cancelled:N0}
        rows stored, each once: {_rows:N0}; bulk loads: {_loads:N0}, gone on after a loss {_resumed:N0} times, chunks that were there already: {_skipped:N0}
        updates of subscriptions: {_updates:N0}; reported as missed: {_missed:N0}; restarts noticed: {_restarts:N0}
        faults: {_faultCount:N0}
        """);
}
