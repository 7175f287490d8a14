using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The globals that all requests share. Readers take the snapshot that is current; one at a time writes.
/// </summary>
/// <param name="maxSize">How many bytes all values may take together.</param>
internal sealed class SharedGlobals(long maxSize)
{
    private volatile Snapshot _current = Snapshot.Empty;

    /// <summary>The globals as they are.</summary>
    public Snapshot Current => _current;

    /// <summary>Held by the one that writes.</summary>
    public Lock Writer { get; } = new();

    /// <summary>Makes what a request has bound everybody's.</summary>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="written">What it has bound.</param>
    /// <exception cref="RayfallException">All globals together would take more than they may.</exception>
    public void Publish(Symbols symbols, Budget budget, IReadOnlyDictionary<int, Value> written) =>
        _current = new Publication(symbols, budget).Merge(_current, written, maxSize);
}
