namespace Rayforce;

/// <summary>An atom of a fixed-width type.</summary>
public abstract class RayAtom : RayObject
{
    private protected RayAtom()
    {
    }

    /// <summary>Whether the value is the null of its type.</summary>
    public abstract bool IsNull { get; }

    /// <summary>A vector of this atom alone.</summary>
    internal abstract RayVector ToVector();

    private protected sealed override string Describe() => $"an atom of {Type}";
}
