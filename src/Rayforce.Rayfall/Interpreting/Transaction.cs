using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// What a request has seen of the globals that all share, and its claim to them: from the time on when it is alone among
/// those that write, what it has seen stands. One thread has it, from <see cref="Begin"/> to <see cref="End"/>.
/// </summary>
/// <param name="shared">The globals.</param>
internal sealed class Transaction(SharedGlobals shared)
{
    private static readonly TimeSpan CancellationPoll = TimeSpan.FromMilliseconds(50);

    private RayObject? _request;
    private IRayfallPace? _pace;
    private CancellationToken _cancellation;
    private SortedSet<string>? _bound;
    private bool _isRestricted;
    private bool _isAlone;

    /// <summary>Completes when what the request has seen and changed is kept.</summary>
    public Task Kept { get; private set; } = Task.CompletedTask;

    /// <summary>What the request sees.</summary>
    public Snapshot Snapshot { get; private set; } = null!;

    /// <summary>The names that the request has bound for all others, in order.</summary>
    public IReadOnlyList<string>? Bound => _bound is null ? null : [.. _bound];

    /// <summary>A request begins.</summary>
    /// <param name="request">The request; null where what is called is none.</param>
    /// <param name="isRestricted">Whether it publishes nothing, and so needs no claim.</param>
    /// <param name="pace">Is told when it waits for others, and has waited; null where nobody is.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Begin(RayObject? request, bool isRestricted, IRayfallPace? pace, CancellationToken cancellation)
    {
        (_request, _isRestricted, _pace, _cancellation) = (request, isRestricted, pace, cancellation);
        Snapshot = shared.Current;
    }

    /// <summary>Gives the claim back, and lets go of everything that was the request's.</summary>
    public void End()
    {
        GiveBack();
        (_request, _pace, _cancellation, _bound) = (null, null, default, null);
        (Kept, Snapshot) = (Task.CompletedTask, null!);
    }

    /// <summary>Waits until the request is alone among those that write.</summary>
    /// <returns>
    /// Whether what it has seen stands; otherwise it sees another snapshot now, and has to begin again.
    /// </returns>
    /// <exception cref="RayfallException">What others have changed could not be kept.</exception>
    public bool TryClaim()
    {
        if (_isAlone || _isRestricted)
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
        shared.Publish(symbols, budget, written, _request, isDeterministic);
        (Snapshot, Kept) = (shared.Head, shared.Kept);
        (_bound ??= new SortedSet<string>(StringComparer.Ordinal)).UnionWith(written.Keys.Select(symbols.Text));
    }

    /// <summary>Waits for somebody without a claim, and takes it again.</summary>
    public T Await<T>(Func<CancellationToken, T> wait)
    {
        GiveBack();
        _pace?.Leave();
        var result = wait(_cancellation);
        _pace?.Enter(_cancellation);
        if (!_isRestricted)
            Enter();
        Snapshot = _isRestricted ? shared.Current : shared.Head;
        return result;
    }

    private void GiveBack()
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
            _pace?.Leave();
            while (!shared.Writer.TryEnter(CancellationPoll))
                _cancellation.ThrowIfCancellationRequested();
            _isAlone = true;
            _pace?.Enter(_cancellation);
        }

        _isAlone = true;
        shared.Recover();
        Kept = shared.Kept;
    }
}
