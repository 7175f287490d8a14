namespace Rayforce.Ipc;

/// <summary>Bytes that are no Rayforce frame or object.</summary>
public sealed class RayforceFormatException : RayforceException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="status">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the beginning of what was read: a frame or a payload.</param>
    public RayforceFormatException(WireStatus status, long offset)
        : base($"Malformed Rayforce data at byte {offset}: {status.Describe()}.")
    {
        Status = status;
        Offset = offset;
    }

    /// <summary>What is wrong.</summary>
    public WireStatus Status { get; }

    /// <summary>Where, in bytes from the beginning of what was read.</summary>
    public long Offset { get; }
}
