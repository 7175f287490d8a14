using System.Buffers;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>Frames that go to a client unasked: pushes, and questions.</summary>
internal static class PushFrame
{
    /// <summary>Writes a frame.</summary>
    /// <exception cref="NotSupportedException">The wire version cannot carry the object.</exception>
    /// <exception cref="ArgumentException">It nests too deep, or is too large.</exception>
    public static byte[] Write(RayObject value, WireVersion version, MessageType type, int? packAbove)
    {
        if (RaySerializer.GetPayloadSize(value, version) is > WireLimits.MaxConnectionPayload and var size)
            throw new ArgumentException($"The message takes {size} bytes; a peer takes {WireLimits.MaxConnectionPayload}.");
        var frame = FrameWriter.Begin();
        try
        {
            RaySerializer.Serialize(value, frame, version);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        return Complete(frame, version, type, packAbove);
    }

    /// <summary>Writes a frame around a payload.</summary>
    public static byte[] Write(ReadOnlySpan<byte> payload, WireVersion version, MessageType type, int? packAbove)
    {
        var frame = FrameWriter.Begin();
        frame.Write(payload);
        return Complete(frame, version, type, packAbove);
    }

    private static byte[] Complete(PooledBuffer frame, WireVersion version, MessageType type, int? packAbove)
    {
        try
        {
            frame = FrameWriter.Complete(frame, new FrameHeader(version, FrameFlags.None, type, 0), packAbove);
            return frame.WrittenSpan.ToArray();
        }
        finally
        {
            frame.Dispose();
        }
    }
}
