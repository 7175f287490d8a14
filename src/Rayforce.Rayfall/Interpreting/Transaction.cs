using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// What a request has seen of the globals that all share, and its claim to them: from the time on when it is alone among
/// those that write, what it has seen stands. One thread has it.
/// </summary>
/// <param name="shared">The globals.</param>
/// <param name="isRestricted">Whether the request publishes nothing, and so needs no claim.</param>
/// <param name="cancellationToken">Ends the request.</param>
internal sealed class Transaction(SharedGlobals shared, bool isRestricted, CancellationToken cancellationToken) : IDisposable
{
    private static readonly TimeSpan CancellationPoll = TimeSpan.FromMilliseconds(50);

    private SortedSet<string>? _bound;
    private bool _isAlone;

    /// <summary>Is told when the request waits for others, and has waited; null where nobody is.</summary>
    public IRayfallPace? Pace { get; init; }

    /// <summary>The request; null where what is called is none.</summary>
    public RayObject? Request { get; init; }

    /// <summary>Completes when what the request has seen and changed is kept.</summary>
    public Task Kept { get; private set; } = Task.CompletedTask;

    /// <summary>What the request sees.</summary>
    public Snapshot Snapshot { get; private set; } = shared.Current;

    /// <summary>The names that the request has bound for all others, in order.</summary>
    public IReadOnlyList<string>? Bound => _bound is null ? null : [.. _bound];

    /// <summary>Waits until the request is alone among those that write.</summary>
    /// <returns>
    /// Whether what it has seen stands; otherwise it sees another snapshot now, and has to begin again.
    /// </returns>
    /// <exception cref="RayfallException">What others have changed could not be kept.</exception>
    public bool TryClaim()
    {
        if (_isAlone || isRestricted)
            return true;
        Enter();
        if (ReferenceEquals(Snapshot, shared.Head))
            return true;
        Snapshot = shared.Head;
        return false;
    }

    /// <summary>Makes what the request has bound everybody's; it is alone.</summary>
    /// <exception cref="RayfallException">
    /// All globals together would take more than they may, or it cannot be kept.
    /// </exception>
    public void Publish(
        Symbols symbols, Budget budget, IReadOnlyDictionary<int, Value> written, bool isDeterministic)
    {
        shared.Publish(symbols, budget, written, Request, isDeterministic);
        (Snapshot, Kept) = (shared.Head, shared.Kept);
        (_bound ??= new SortedSet<string>(StringComparer.Ordinal)).UnionWith(written.Keys.Select(symbols.Text));
    }

    /// <summary>Waits for somebody without a claim, and takes it again.</summary>
    public T Await<T>(Func<CancellationToken, T> wait)
    {
        Dispose();
        Pace?.Leave();
        var result = wait(cancellationToken);
        Pace?.Enter(cancellationToken);
        if (!isRestricted)
            Enter();
        Snapshot = isRestricted ? shared.Current : shared.Head;
        return result;
    }

    /// <summary>Gives the claim back.</summary>
    public void Dispose()
    {
        if (!_isAlone)
            return;
        _isAlone = false;
        shared.Writer.Exit();
    }

    private void Enter()
    {
        if (!shared.Writer.TryEnter())
        {
            Pace?.Leave();
            while (!shared.Writer.TryEnter(CancellationPoll))
                cancellationToken.ThrowIfCancellationRequested();
            _isAlone = true;
            Pace?.Enter(cancellationToken);
        }

        _isAlone = true;
        shared.Recover();
        Kept = shared.Kept;
    }
}
