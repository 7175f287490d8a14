
namespace Rayforce.Ipc.Tests.Support;

/// <summary>Frames built by hand.</summary>
internal static class WireBytes
{
    public static byte[] Frame(WireVersion version, params byte[] payload)
    {
        var frame = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(version, FrameFlags.None, MessageType.Async, payload.Length).Write(frame);
        payload.CopyTo(frame, FrameHeader.Size);
        return frame;
    }

    /// <summary>The first bytes of a frame, with a header that says so.</summary>
    public static byte[] Truncate(byte[] frame, int length)
    {
        var cut = frame[..length];
        PatchSize(cut);
        return cut;
    }

    /// <summary>Makes the header say how long the payload is.</summary>
    public static void PatchSize(byte[] frame)
    {
        if (frame.Length >= FrameHeader.Size)
            BitConverter.TryWriteBytes(frame.AsSpan(8), (long)(frame.Length - FrameHeader.Size));
    }

    /// <summary>Type, attributes 0 and count of a vector or list.</summary>
    public static byte[] VectorHeader(byte type, long count) => [type, 0, .. BitConverter.GetBytes(count)];
}
