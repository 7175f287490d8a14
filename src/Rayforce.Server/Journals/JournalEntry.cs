using Rayforce.Ipc;

namespace Rayforce.Server.Journals;

/// <summary>One entry of a log: a request in a frame.</summary>
/// <param name="Offset">Where its frame begins.</param>
/// <param name="Header">Its header.</param>
/// <param name="Request">The request; null where it cannot be read, though its frame is whole.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal readonly record struct JournalEntry(long Offset, FrameHeader Header, RayObject? Request, string? Fault)
{
    /// <summary>Where the next one begins.</summary>
    public long End => Offset + FrameHeader.Size + Header.PayloadSize;

    /// <summary>Whether it came from a connection that may change nothing.</summary>
    public bool IsRestricted => (Header.Flags & FrameFlags.Restricted) != 0;
}
