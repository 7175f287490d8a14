namespace Rayforce;

/// <summary>A vector: many values of one type, in one block.</summary>
public abstract class RayVector : RayObject
{
    private protected RayVector(RayAttributes attributes) => Attributes = attributes;

    /// <summary>How many elements there are.</summary>
    public abstract int Count { get; }

    /// <summary>The attribute bits that travel with the vector.</summary>
    public RayAttributes Attributes { get; }

    /// <summary>Whether the vector is marked as holding a null.</summary>
    public bool HasNulls => (Attributes & RayAttributes.HasNulls) != 0;

    /// <inheritdoc/>
    public sealed override bool IsAtom => false;

    /// <summary>The element at an index, as an atom of its own.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public abstract RayObject GetAtom(int index);
}
