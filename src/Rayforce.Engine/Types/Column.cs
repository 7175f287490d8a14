namespace Rayforce.Rayfall.Types;

/// <summary>A vector of one element type, or a list: what a table has columns of.</summary>
internal abstract class Column(bool hasNulls) : Datum
{
    /// <summary>The descriptor of the elements; of a list <see cref="ElementTypes.List"/>.</summary>
    public abstract ElementType Elements { get; }

    public abstract int Count { get; }

    /// <summary>
    /// Whether the vector is marked as holding a null (bit 40 on the wire). As in native the mark follows from how a
    /// vector was made; without it a sentinel is an ordinary value.
    /// </summary>
    public bool HasNulls { get; } = hasNulls;

    /// <summary>Bytes that the elements take, for the budget and the quota.</summary>
    public virtual long Size => (long)Count * Elements.Width;

    /// <inheritdoc/>
    public sealed override RayType Type => Elements.Type;

    /// <inheritdoc/>
    public sealed override string TypeName => Elements.VectorName;

    /// <summary>The element at an index, as a value of its own.</summary>
    public abstract Value this[int index] { get; }

    /// <summary>
    /// The elements of some rows, in that order; a negative row gives the null of the type. The caller has charged
    /// <c>rows × width</c>.
    /// </summary>
    public abstract Column Gather(ReadOnlySpan<int> rows);

    /// <summary>Elements that follow each other; no copy.</summary>
    public abstract Column Slice(int start, int count);

    /// <summary>The same elements without the mark where it is not true: no null is among them.</summary>
    public Column Remarked() => HasNulls && !ContainsNull() ? WithMark(false) : this;

    /// <summary>The same elements, marked as holding a null or not.</summary>
    public abstract Column WithMark(bool hasNulls);

    private protected abstract bool ContainsNull();

    /// <summary>Whether the element at an index is null.</summary>
    public abstract bool IsNull(int index);
}
