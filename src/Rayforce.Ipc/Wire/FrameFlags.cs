namespace Rayforce.Ipc;

/// <summary>The flags of a frame header.</summary>
[Flags]
public enum FrameFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>The payload is packed, see <see cref="FrameCompression"/>.</summary>
    Compressed = 0x01,

    /// <summary>
    /// The request came over a restricted connection; in journals only, ignored on a live connection.
    /// </summary>
    Restricted = 0x02,

    /// <summary>The reply shall be a list of what evaluation printed and its result.</summary>
    Verbose = 0x04,
}
