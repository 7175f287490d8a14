using Rayforce.Ipc;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The globals that all requests share. Readers take the snapshot that is current; one at a time writes, and goes on
/// from the head, whose last changes may not be kept yet.
/// </summary>
/// <param name="maxSize">How many bytes all values may take together.</param>
internal sealed class SharedGlobals(long maxSize)
{
    /// <summary>How deep a value may nest that is kept: it stands in a snapshot's dict, and in calls of an entry.</summary>
    private const int DeepestKept = WireLimits.MaxDepth - 4;

    private volatile Snapshot _current = Snapshot.Empty;
    private Snapshot? _head;

    /// <summary>Where changes are kept; null for nowhere.</summary>
    public IChangeKeeper? Keeper { get; set; }

    /// <summary>The globals as others see them.</summary>
    public Snapshot Current => _current;

    /// <summary>What the next writer goes on from: with changes that are not kept yet, and seen by nobody.</summary>
    public Snapshot Head => _head ?? _current;

    /// <summary>Completes when the last change is kept.</summary>
    public Task Kept { get; private set; } = Task.CompletedTask;

    /// <summary>Held by the one that writes.</summary>
    public Lock Writer { get; } = new();

    /// <summary>Makes what a request has bound everybody's, when it is kept.</summary>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="written">What it has bound.</param>
    /// <param name="request">The request; null where it was none.</param>
    /// <param name="isDeterministic">Whether it makes the same change again.</param>
    /// <exception cref="RayfallException">All globals together would take more than they may, or it cannot be kept.</exception>
    public void Publish(
        Symbols symbols, Budget budget, IReadOnlyDictionary<int, Value> written, RayObject? request, bool isDeterministic)
    {
        var depth = Keeper is null ? int.MaxValue : DeepestKept;
        var merged = new Publication(symbols, budget, depth).Merge(Head, written, maxSize);
        if (Keeper is { } keeper)
            Keep(keeper, new Change(request, isDeterministic, NamesOf(symbols, written), merged));
        else
            _current = merged;
        _head = merged;
    }

    /// <summary>Binds names as they are: no limit counts, and nothing is kept.</summary>
    public void Restore(Symbols symbols, Budget budget, IReadOnlyDictionary<int, Value> written) =>
        _current = _head = new Publication(symbols, budget).Merge(Head, written, long.MaxValue);

    /// <summary>Goes back to what is kept, where changes could not be.</summary>
    /// <exception cref="RayfallException">That cannot be done now.</exception>
    public void Recover()
    {
        if (Keeper is not { HasLost: true } keeper)
            return;
        try
        {
            keeper.Recover();
            (_head, Kept) = (_current, Task.CompletedTask);
        }
        catch (IOException e)
        {
            throw Fault.Io(e.Message);
        }
    }

    private void Keep(IChangeKeeper keeper, Change change)
    {
        try
        {
            Kept = keeper.AppendAsync(change, () => _current = change.Globals);
        }
        catch (IOException e)
        {
            throw Fault.Io(e.Message);
        }
        catch (ArgumentException e)
        {
            throw Fault.Limit(e.Message);
        }
    }

    private static RaySymbol[] NamesOf(Symbols symbols, IReadOnlyDictionary<int, Value> written)
    {
        RaySymbol[] names = [.. written.Keys.Select(name => new RaySymbol(symbols.Utf8(name)))];
        names.AsSpan().Sort(static (left, right) => left.Utf8.SequenceCompareTo(right.Utf8));
        return names;
    }
}
