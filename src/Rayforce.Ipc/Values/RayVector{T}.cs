using System.Collections;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A vector of a fixed-width type. Its elements lie in memory as they lie on the wire; <c>foreach</c> over them
/// allocates nothing.
/// </summary>
/// <typeparam name="T">An element type, as for <see cref="RayAtom{T}"/>, <see cref="RayChar"/> apart.</typeparam>
public sealed class RayVector<T> : RayVector, IReadOnlyList<T>
    where T : unmanaged
{
    /// <summary>Makes a vector of a copy of elements, and looks for nulls in it.</summary>
    /// <param name="values">The elements.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of a vector.</exception>
    public RayVector(params T[] values)
        : this((ReadOnlySpan<T>)(values ?? throw new ArgumentNullException(nameof(values))))
    {
    }

    /// <summary>Makes a vector of a copy of elements, and looks for nulls in it.</summary>
    /// <param name="values">The elements.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of a vector.</exception>
    public RayVector(ReadOnlySpan<T> values)
        : this(Copy(values), AttributesOf(values))
    {
    }

    internal RayVector(ReadOnlyMemory<T> values, RayAttributes attributes, bool looksForNulls = false)
        : base(attributes, looksForNulls && (attributes & RayAttributes.HasNulls) == 0)
    {
        RayElement<T>.ThrowIfUnsupported();
        if (typeof(T) == typeof(RayChar))
            throw new NotSupportedException("There is no vector of chars: use a RayString.");
        Memory = values;
    }

    /// <summary>The elements.</summary>
    public ReadOnlyMemory<T> Memory { get; }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span => Memory.Span;

    /// <inheritdoc cref="RayVector.Count"/>
    public override int Count => Memory.Length;

    /// <inheritdoc/>
    public override RayType Type => RayElement<T>.Type;

    /// <summary>The element at an index; the null sentinel where <see cref="IsNull"/>.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[int index] => Memory.Span[index];

    /// <summary>Makes a vector that keeps the memory it is given, and looks for nulls in it.</summary>
    /// <param name="values">The elements; they are not copied and must not change afterwards.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of a vector.</exception>
    public static RayVector<T> Wrap(ReadOnlyMemory<T> values) => new(values, AttributesOf(values.Span));

    /// <summary>Whether the element at an index is the null of its type.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public bool IsNull(int index) => RayElement<T>.IsNull(Memory.Span[index]);

    /// <summary>The elements.</summary>
    /// <param name="vector">The vector.</param>
    public static implicit operator ReadOnlySpan<T>(RayVector<T> vector) => vector is null ? default : vector.Span;

    /// <summary>The elements one by one, a null reference for each null.</summary>
    public IEnumerable<T?> AsNullable()
    {
        for (var i = 0; i < Count; i++)
            yield return IsNull(i) ? null : Memory.Span[i];
    }

    /// <summary>The elements one by one; the null sentinel where <see cref="IsNull"/>.</summary>
    public Enumerator GetEnumerator() => new(Memory);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override RayObject GetAtom(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {Count} elements.");
        // A NaN keeps its bits.
        var value = Memory.Span[index];
        return RayElement<T>.IsNull(value) ? new RayAtom<T>(value, flaggedNull: true) : new RayAtom<T>(value);
    }

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayVector<T> vector && RayElement<T>.SequenceEqual(Span, vector.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => RayElement<T>.Hash(Span);

    private protected override RayVector SliceCore(int start, int count) =>
        new RayVector<T>(Memory.Slice(start, count), Attributes & ~RayAttributes.HasNulls, looksForNulls: HasNulls);

    internal override string ReadAs => RayElement<T>.Descriptor.ReadAs;

    internal override void AppendElement(Utf8Text text, int index)
    {
        if (HasNulls && IsNull(index))
            text.Append(RayElement<T>.Descriptor.NullLiteral);
        else
            RayElement<T>.Descriptor.Print(text, this[index]);
    }

    private protected override object? FindReader(Type type) =>
        type == typeof(RayObject) ? new ObjectReader(this) : RayElement<T>.Descriptor.FindReader(type, Memory);

    private protected override bool ContainsNull() => RayElement<T>.ContainsNull(Span);

    private static RayAttributes AttributesOf(ReadOnlySpan<T> values) =>
        RayElement<T>.ContainsNull(values) ? RayAttributes.HasNulls : RayAttributes.None;

    private static T[] Copy(ReadOnlySpan<T> values)
    {
        var copy = GC.AllocateUninitializedArray<T>(values.Length);
        values.CopyTo(copy);
        return copy;
    }

    /// <summary>Walks the elements.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly ReadOnlyMemory<T> _elements;
        private int _index;

        internal Enumerator(ReadOnlyMemory<T> elements)
        {
            _elements = elements;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly T Current => _elements.Span[_index];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _elements.Length;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
