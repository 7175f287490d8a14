namespace Rayforce.Rayfall.Types;

/// <summary>A value that is an object: immutable, so that it can be shared between requests and threads.</summary>
internal abstract class Datum
{
    /// <summary>The code of its type on the wire.</summary>
    public abstract RayType Type { get; }

    /// <summary>What messages call its type.</summary>
    public virtual string TypeName => Type.ToString().ToUpperInvariant();
}
