using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>A frame that has arrived whole.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Payload">Its payload, as long as the buffer is kept that it was received into.</param>
public readonly record struct ReceivedFrame(FrameHeader Header, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What stands behind the frame in its message, as long as the buffer is kept: by agreement, a note.</summary>
    public ReadOnlyMemory<byte> Behind { get; init; }
}
