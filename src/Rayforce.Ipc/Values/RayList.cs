using System.Collections;
using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A list of objects of any type; <c>foreach</c> over them allocates nothing. As a request it is a call: the first
/// element is the function.
/// </summary>
public sealed class RayList : RayObject, IReadOnlyList<RayObject>
{
    private const int MaxPrintedElements = 50;
    private const int DepthOfAtoms = 2;

    private volatile ListSource? _source;
    private volatile RayObject[]? _items;

    // 0 where nobody has asked yet.
    private int _depth;

    /// <summary>Makes a list of a copy of elements.</summary>
    /// <param name="items">The elements.</param>
    /// <exception cref="ArgumentException">An element is a null reference, or is nested so deep that the list would be
    /// nested more than <see cref="RayObject.MaxDepth"/> deep.</exception>
    public RayList(params RayObject[] items)
        : this(items is null ? throw new ArgumentNullException(nameof(items)) : [.. items], RayAttributes.None)
    {
        Check();
    }

    /// <summary>Keeps elements of which none is a null reference or too deep.</summary>
    internal RayList(RayObject[] items, RayAttributes attributes)
    {
        _items = items ?? throw new ArgumentNullException(nameof(items));
        Attributes = attributes;
    }

    /// <summary>Keeps elements that are made when somebody asks for them.</summary>
    internal RayList(ListSource source, RayAttributes attributes)
    {
        _source = source;
        _depth = DepthOfAtoms;
        Attributes = attributes;
    }

    /// <summary>The attribute bits that travel with the list.</summary>
    public RayAttributes Attributes { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.List;

    /// <inheritdoc/>
    public override bool IsAtom => false;

    /// <summary>What the elements are made of, unless that has been done.</summary>
    internal ListSource? Unmade => _source;

    /// <summary>How many elements there are.</summary>
    public int Count => _source?.Count ?? Items.Length;

    /// <summary>The elements.</summary>
    public ReadOnlySpan<RayObject> Span => Items;

    /// <summary>The element at an index.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public RayObject this[int index] => Items[index];

    /// <summary>Makes a list that keeps the array it is given.</summary>
    /// <param name="items">The elements; they are not copied and must not change afterwards.</param>
    /// <exception cref="ArgumentException">An element is a null reference, or is nested so deep that the list would be
    /// nested more than <see cref="RayObject.MaxDepth"/> deep.</exception>
    public static RayList Wrap(RayObject[] items)
    {
        var list = new RayList(items, RayAttributes.None);
        list.Check();
        return list;
    }

    /// <summary>The elements one by one.</summary>
    public Enumerator GetEnumerator() => new(Items);

    IEnumerator<RayObject> IEnumerable<RayObject>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(RayObject? other)
    {
        if (other is not RayList list || list.Count != Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (!Items[i].Equals(list.Items[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.List, Count, Count > 0 ? Items[0] : null);

    internal override int Depth => _depth != 0 ? _depth : _depth = Measure();

    internal override int ElementCount => Count;

    internal override RayObject ElementAt(int index) => Items[index];

    internal override void AppendRayfall(Utf8Text text)
    {
        text.Append("("u8);
        for (var i = 0; i < Math.Min(Count, MaxPrintedElements); i++)
        {
            if (i > 0)
                text.Append(" "u8);
            Items[i].AppendRayfall(text);
        }

        text.Append(Count > MaxPrintedElements ? " ..)"u8 : ")"u8);
    }

    internal override void AppendConstructor(StringBuilder text)
    {
        text.Append("List(").AppendElements(this);
        text.Append(')');
    }

    internal override void AppendPlain(StringBuilder text) => text.AppendElements(this);

    private protected override string WayToRead => "Read all its values with ToArray.";

    private protected override object? FindReader(Type type) =>
        type == typeof(RayObject) ? new ObjectReader(this) : null;

    private RayObject[] Items
    {
        get
        {
            // The source goes when the elements are there; two threads that ask at once make the same.
            var source = _source;
            if (_items is { } made)
                return made;
            _items = made = source!.Make();
            _source = null;
            return made;
        }
    }

    private void Check()
    {
        if (Array.IndexOf(Items, null!) is var index && index >= 0)
            throw new ArgumentException($"Element {index} is a null reference; use RayNull.Instance.", "items");
        ThrowIfTooDeep();
    }

    private int Measure()
    {
        var deepest = 0;
        foreach (var item in Items)
            deepest = Math.Max(deepest, item.Depth);
        return deepest + 1;
    }

    /// <summary>Walks the elements.</summary>
    public struct Enumerator : IEnumerator<RayObject>
    {
        private readonly RayObject[] _items;
        private int _index;

        internal Enumerator(RayObject[] items)
        {
            _items = items;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly RayObject Current => _items[_index];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _items.Length;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
