namespace Rayforce.Cli.Commands;

/// <summary>How long a command may take as a whole.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _outer;
    private readonly TimeSpan? _time;

    /// <summary>Begins to count.</summary>
    /// <param name="time">How long; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends it before.</param>
    public TimeLimit(TimeSpan? time, CancellationToken cancellationToken)
    {
        _time = time;
        _outer = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (time is { } some)
            _source.CancelAfter(some);
    }

    /// <summary>Cancelled when the time is up.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up.</summary>
    public bool IsUp => _source.IsCancellationRequested && !_outer.IsCancellationRequested;

    /// <summary>What is said then.</summary>
    public string Message =>
        FormattableString.Invariant($"It took more than {_time?.TotalSeconds} s: give it more with --timeout SECONDS.");

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
