using System.Collections;

namespace Rayforce;

/// <summary>A list of objects of any type. As a request it is a call: the first element is the function.</summary>
public sealed class RayList : RayObject, IReadOnlyList<RayObject>
{
    private readonly RayObject[] _items;

    /// <summary>Makes a list.</summary>
    /// <param name="items">The elements; they are not copied and must not change afterwards.</param>
    /// <exception cref="ArgumentException">An element is a null reference.</exception>
    public RayList(params RayObject[] items)
        : this(items, RayAttributes.None)
    {
        if (Array.IndexOf(items, null!) is var index && index >= 0)
            throw new ArgumentException($"Element {index} is a null reference; use RayNull.Instance.", nameof(items));
    }

    internal RayList(RayObject[] items, RayAttributes attributes)
    {
        _items = items ?? throw new ArgumentNullException(nameof(items));
        Attributes = attributes;
    }

    /// <summary>The attribute bits that travel with the list.</summary>
    public RayAttributes Attributes { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.List;

    /// <inheritdoc/>
    public override bool IsAtom => false;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>The elements.</summary>
    public ReadOnlySpan<RayObject> Span => _items;

    /// <inheritdoc/>
    public RayObject this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<RayObject> GetEnumerator() => ((IEnumerable<RayObject>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(RayObject? other)
    {
        if (other is not RayList list || list.Count != Count)
            return false;
        for (var i = 0; i < _items.Length; i++)
        {
            if (!_items[i].Equals(list._items[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.List, Count, Count > 0 ? _items[0] : null);
}
