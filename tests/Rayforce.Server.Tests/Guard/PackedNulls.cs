using Rayforce.Ipc;

namespace Rayforce.Server.Tests.Guard;

/// <summary>Small frames that unpack to large ones.</summary>
internal static class PackedNulls
{
    /// <summary>A list of nulls, each a byte on the wire and a reference in memory.</summary>
    public static byte[] Frame(int count, MessageType type) => Pack([0, 0, .. BitConverter.GetBytes((long)count)], 0x7e, count, type);

    /// <summary>A vector of zero bytes.</summary>
    public static byte[] Vector(int count, MessageType type) =>
        Pack(RaySerializer.SerializeFrame(new RayVector<byte>(new byte[count]))[FrameHeader.Size..^count], 0, count, type);

    private static byte[] Pack(byte[] start, byte filling, int count, MessageType type)
    {
        var payload = new byte[start.Length + count];
        start.CopyTo(payload, 0);
        payload.AsSpan(start.Length).Fill(filling);
        using var packed = new PooledBuffer();
        Assert.True(FrameCompression.TryCompress(payload, packed));
        var header = new byte[FrameHeader.Size];
        new FrameHeader(WireVersion.V3, FrameFlags.Compressed, type, packed.WrittenCount).Write(header);
        return [.. header, .. packed.WrittenSpan];
    }
}
