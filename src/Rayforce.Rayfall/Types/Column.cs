namespace Rayforce.Rayfall.Types;

/// <summary>A vector of one element type, or a list: what a table has columns of.</summary>
internal abstract class Column(NullMark mark) : Datum
{
    private NullMark _mark = mark;

    protected Column(bool hasNulls)
        : this(hasNulls ? NullMark.Yes : NullMark.No)
    {
    }

    /// <summary>The descriptor of the elements; of a list <see cref="ElementTypes.List"/>.</summary>
    public abstract ElementType Elements { get; }

    public abstract int Count { get; }

    /// <summary>
    /// Whether the vector is marked as holding a null (bit 40 on the wire). As in native the mark follows from how a
    /// vector was made; without it a sentinel is an ordinary value.
    /// </summary>
    public bool HasNulls
    {
        get
        {
            // Two threads that ask at once find the same.
            if (_mark == NullMark.IfAny)
                _mark = HoldsNull() ? NullMark.Yes : NullMark.No;
            return _mark == NullMark.Yes;
        }
    }

    /// <summary>The mark of some of these elements.</summary>
    public NullMark MarkOfPart => _mark == NullMark.No ? NullMark.No : NullMark.IfAny;

    /// <summary>What is known of the vector besides its elements.</summary>
    public Annotation? Annotation { get; private set; }

    /// <summary>The same vector with other knowledge of it.</summary>
    public Column Annotated(Annotation? annotation)
    {
        var column = (Column)MemberwiseClone();
        column.Annotation = annotation;
        return column;
    }

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

    /// <summary>The same elements with another mark.</summary>
    public abstract Column Marked(NullMark mark);

    /// <summary>Whether the element at an index is null.</summary>
    public abstract bool IsNull(int index);

    /// <summary>Whether an element is null.</summary>
    protected abstract bool HoldsNull();
}
