namespace Rayforce;

/// <summary>An atom of a fixed-width type.</summary>
public abstract class RayAtom : RayObject
{
    private protected RayAtom()
    {
    }

    /// <summary>Whether the value is the null of its type.</summary>
    public abstract bool IsNull { get; }

    /// <summary>
    /// A vector of this atom alone: a column of one row. The null of a boolean or a byte becomes a zero there, because
    /// a vector has no null of them.
    /// </summary>
    public abstract RayVector ToVector();

    private protected sealed override string Describe() => $"an atom of {Type}";
}
