namespace Rayforce.Text;

/// <summary>
/// The elements of anything that has some. What a peer sends as the keys of a dict need not have any.
/// </summary>
internal static class ElementAccess
{
    /// <summary>How many elements a vector or list has; 0 for everything else.</summary>
    public static int ElementCount(this RayObject value) => value switch
    {
        RayVector vector => vector.Count,
        RayList list => list.Count,
        _ => 0,
    };

    /// <summary>An element of a vector, as an atom, or of a list.</summary>
    public static RayObject ElementAt(this RayObject value, int index) =>
        value is RayVector vector ? vector.GetAtom(index) : ((RayList)value)[index];
}
