using System.Collections;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Interpreting;
using Rayforce.Rayfall.Types;
using Rayforce.Rayfall.Wire;

namespace Rayforce.Rayfall;

/// <summary>
/// All globals at one time, by name in the order of their bytes. They stay as they were, whatever is bound afterwards;
/// the objects are made when they are asked for, of the same memory where they are vectors of numbers.
/// </summary>
public sealed class RayfallGlobals : IReadOnlyCollection<KeyValuePair<RaySymbol, RayObject>>
{
    private readonly Snapshot _snapshot;
    private readonly Symbols _symbols;
    private readonly ToWire _wire;

    internal RayfallGlobals(Snapshot snapshot)
    {
        _snapshot = snapshot;
        var unbounded = new Budget(long.MaxValue, long.MaxValue, CancellationToken.None);
        _symbols = new Symbols(snapshot.Symbols, unbounded);
        _wire = new ToWire(_symbols, unbounded);
    }

    /// <summary>How many names are bound.</summary>
    public int Count => _snapshot.Values.Count;

    /// <summary>The names that are bound, in the order of their bytes.</summary>
    public IEnumerable<RaySymbol> Names => Numbers().Select(number => new RaySymbol(_symbols.Utf8(number)));

    /// <summary>What a name is bound to; null where it is not.</summary>
    /// <param name="name">The name.</param>
    public RayObject? Find(RaySymbol name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _snapshot.Symbols.Find(name.Utf8) is >= 0 and var number && _snapshot.Values.TryGetValue(number, out var value)
            ? _wire.Convert(value)
            : null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<RaySymbol, RayObject>> GetEnumerator()
    {
        foreach (var number in Numbers())
            yield return new(new RaySymbol(_symbols.Utf8(number)), _wire.Convert(_snapshot.Values[number]));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int[] Numbers()
    {
        var numbers = _snapshot.Values.Keys.ToArray();
        Array.Sort(numbers, _symbols.Compare);
        return numbers;
    }
}
