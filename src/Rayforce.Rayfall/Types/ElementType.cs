using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>
/// The descriptor of an element type: everything that the engine knows of it. A new type is one more of these in
/// <see cref="ElementTypes"/>, and its code on the wire.
/// </summary>
internal abstract class ElementType(RayType type, string name, int width, ElementTraits traits)
{
    /// <summary>The code of the type on the wire.</summary>
    public RayType Type => type;

    /// <summary>What native calls an atom of it: <c>i64</c>.</summary>
    public string Name => name;

    /// <summary>What native calls a vector of it: <c>I64</c>.</summary>
    public string VectorName { get; init; } = name.ToUpperInvariant();

    /// <summary>Bytes that an element takes in a column.</summary>
    public int Width => width;

    /// <summary>Nanoseconds in one unit of a temporal type; 0 for the others.</summary>
    public long UnitNanoseconds { get; init; }

    public bool IsInteger => (traits & ElementTraits.Integer) != 0;

    public bool IsFloat => (traits & ElementTraits.Float) != 0;

    /// <summary>Whether it is a number: an integer (U8 and B8 among them) or a float.</summary>
    public bool IsNumeric => (traits & (ElementTraits.Integer | ElementTraits.Float)) != 0;

    /// <summary>Whether it is a date, time, timestamp or timespan.</summary>
    public bool IsTemporal => (traits & ElementTraits.Temporal) != 0;

    /// <summary>Whether a value of it is a length of time: a time or a timespan.</summary>
    public bool IsDuration => (traits & ElementTraits.Duration) != 0;

    /// <summary>Whether it is a symbol or a string.</summary>
    public bool IsText => (traits & ElementTraits.Text) != 0;

    /// <summary>Whether the type has a null of its own: all have but B8 and U8.</summary>
    public bool HasNull => (traits & ElementTraits.NoNull) == 0;

    /// <summary>Whether the elements are numbers up to 64 bits, held in a <see cref="Column{T}"/>.</summary>
    public bool IsScalar => (traits & ElementTraits.NoScalar) == 0;

    /// <summary>The null as an atom; of a type without one its zero.</summary>
    public abstract Value NullAtom { get; }

    /// <summary>Whether an atom's bits are the null.</summary>
    public abstract bool IsNull(long bits);

    /// <summary>A vector of atoms of this type, each of which has been checked to be one.</summary>
    public abstract Column FromAtoms(Budget budget, ReadOnlySpan<Value> atoms);

    /// <summary>A vector that repeats one atom of this type.</summary>
    public abstract Column Repeat(Budget budget, Value atom, int count);

    /// <summary>The vectors, all of this type, behind each other.</summary>
    public abstract Column Concat(Budget budget, ReadOnlySpan<Column> parts);

    /// <summary>A vector of no elements.</summary>
    public abstract Column Empty { get; }

    /// <summary>
    /// The order of two atoms of this type, below, at or above zero; nulls are least and equal to each other.
    /// </summary>
    /// <param name="symbols">Where the names of symbols stand.</param>
    /// <param name="left">An atom of this type.</param>
    /// <param name="right">Another.</param>
    public abstract int Compare(Symbols symbols, Value left, Value right);

    public override string ToString() => name;
}
