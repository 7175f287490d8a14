namespace Rayforce;

/// <summary>
/// The attribute bits of vectors and compounds that travel on the wire (wire version 3; version 1 sends none).
/// </summary>
[Flags]
public enum RayAttributes : byte
{
    /// <summary>No attribute.</summary>
    None = 0,

    /// <summary>The elements are in ascending order; native keeps it on lists and dicts only.</summary>
    Sorted = 0x20,

    /// <summary>
    /// The vector holds at least one null sentinel. Native does not look for nulls where this bit is absent.
    /// </summary>
    HasNulls = 0x40,
}
