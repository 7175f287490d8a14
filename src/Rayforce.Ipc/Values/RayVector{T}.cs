namespace Rayforce;

/// <summary>A vector of a fixed-width type. Its elements lie in memory as they lie on the wire.</summary>
/// <typeparam name="T">An element type, as for <see cref="RayAtom{T}"/>, <see cref="RayChar"/> apart.</typeparam>
public sealed class RayVector<T> : RayVector
    where T : unmanaged
{
    /// <summary>Makes a vector and looks for nulls in it.</summary>
    /// <param name="values">The elements; they are not copied and must not change afterwards.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of a vector.</exception>
    public RayVector(ReadOnlyMemory<T> values)
        : this(values, RayElement<T>.ContainsNull(values.Span) ? RayAttributes.HasNulls : RayAttributes.None)
    {
    }

    /// <summary>Makes a vector and looks for nulls in it.</summary>
    /// <param name="values">The elements; they are not copied and must not change afterwards.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of a vector.</exception>
    public RayVector(params T[] values)
        : this((ReadOnlyMemory<T>)values)
    {
    }

    internal RayVector(ReadOnlyMemory<T> values, RayAttributes attributes)
        : base(attributes)
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

    /// <inheritdoc/>
    public override int Count => Memory.Length;

    /// <inheritdoc/>
    public override RayType Type => RayElement<T>.Type;

    /// <summary>The element at an index; the null sentinel where <see cref="IsNull"/>.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[int index] => Memory.Span[index];

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
}
