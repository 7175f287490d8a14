using Rayforce.Ipc;

namespace Rayforce.Cli.Formats;

/// <summary>The frame that the reply came in, in hex; of an error, too.</summary>
/// <param name="version">The wire version that is spoken.</param>
/// <param name="type">The message type of the server's replies.</param>
internal sealed class HexFormat(WireVersion version, MessageType type) : TextFormat
{
    /// <inheritdoc/>
    protected override void Write(RayObject value, TextWriter writer)
    {
        using var payload = new PooledBuffer();
        // What it has printed is no part of the frame that an error comes in when nobody asks for that.
        ReplyPayload.Write(value is RayError error ? error.WithOutput(null) : value, payload, version);
        var header = new byte[FrameHeader.Size];
        new FrameHeader(version, FrameFlags.None, type, payload.WrittenCount).Write(header);
        writer.Write(Convert.ToHexStringLower(header));
        writer.WriteLine(Convert.ToHexStringLower(payload.WrittenSpan));
    }
}
