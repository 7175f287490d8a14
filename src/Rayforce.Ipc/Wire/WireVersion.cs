namespace Rayforce.Ipc;

/// <summary>
/// The generation of the wire format, named by the byte in the frame header. (2 was a short-lived draft.)
/// </summary>
public enum WireVersion : byte
{
    /// <summary>Rayforce core 0.x, rayforce-py 0.x and 1.0.x.</summary>
    V1 = 1,

    /// <summary>Rayforce core 2.x, rayforce-py 2.x: the default everywhere.</summary>
    V3 = 3,
}
