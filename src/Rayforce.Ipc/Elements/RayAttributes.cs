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
    /// The vector holds at least one null sentinel, or an empty text. Native up to 2.5.12 does not look for nulls where
    /// this bit is absent. 2.11.0 and 3.0.1 set it themselves when they read a sentinel or an empty string, as this
    /// library does; it may also be set where nothing is null, and is kept then.
    /// </summary>
    HasNulls = 0x40,
}
