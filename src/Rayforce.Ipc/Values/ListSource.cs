namespace Rayforce;

/// <summary>Elements of a list that are made when somebody asks for them.</summary>
/// <param name="count">How many there are.</param>
internal abstract class ListSource(int count)
{
    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>Makes them all; none is nested.</summary>
    public abstract RayObject[] Make();
}
