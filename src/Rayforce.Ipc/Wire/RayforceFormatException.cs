namespace Rayforce.Ipc;

/// <summary>Bytes that are no Rayforce frame or object.</summary>
public sealed class RayforceFormatException : RayforceException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="status">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the beginning of what was read: a frame or a payload.</param>
    public RayforceFormatException(WireStatus status, long offset)
        : this(status, offset, status.Describe())
    {
    }

    private RayforceFormatException(WireStatus status, long offset, string description)
        : base($"Malformed Rayforce data at byte {offset}: {description}.")
    {
        Status = status;
        Offset = offset;
    }

    /// <summary>What is wrong.</summary>
    public WireStatus Status { get; }

    /// <summary>Where, in bytes from the beginning of what was read.</summary>
    public long Offset { get; }

    /// <summary>An exception of a header; a wire version that is none of ours is named.</summary>
    /// <param name="status">What is wrong.</param>
    /// <param name="header">The bytes of the header.</param>
    internal static RayforceFormatException OfHeader(WireStatus status, ReadOnlySpan<byte> header)
    {
        var offset = FrameHeader.GetOffset(status);
        return status == WireStatus.BadVersion
            ? new RayforceFormatException(status, offset, $"{status.Describe()}, but {header[offset]}")
            : new RayforceFormatException(status, offset);
    }
}
