namespace Rayforce.Server;

/// <summary>
/// Ends the evaluations of one connection in time. What has ended none is used again for the next request.
/// </summary>
internal sealed class RequestLimit
{
    private CancellationTokenSource? _spare;

    /// <summary>Begins a request's time.</summary>
    /// <param name="time">How long it may take.</param>
    public CancellationTokenSource Begin(TimeSpan time)
    {
        var source = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource();
        source.CancelAfter(time);
        return source;
    }

    /// <summary>The request has been evaluated.</summary>
    /// <param name="source">What has been begun, which nobody else knows any more.</param>
    public void End(CancellationTokenSource source)
    {
        if (!source.TryReset() || Interlocked.CompareExchange(ref _spare, source, null) is not null)
            source.Dispose();
    }
}
