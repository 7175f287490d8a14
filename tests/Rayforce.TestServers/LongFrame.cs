using System.Buffers.Binary;
using Rayforce.Ipc;

namespace Rayforce.TestServers;

/// <summary>A frame of any size, in pieces: nobody has to hold all of it. Its object is a vector of zero bytes.</summary>
public sealed class LongFrame
{
    private const int PieceSize = 1024 * 1024;

    private readonly int _payloadSize;
    private readonly MessageType _type;

    public LongFrame(int payloadSize, MessageType type) => (_payloadSize, _type) = (payloadSize, type);

    /// <summary>The header alone.</summary>
    public byte[] Header
    {
        get
        {
            var header = new byte[FrameHeader.Size];
            new FrameHeader(WireVersion.V3, FrameFlags.None, _type, _payloadSize).Write(header);
            return header;
        }
    }

    /// <summary>How many elements the vector has.</summary>
    public int Count => _payloadSize - Empty.Length;

    /// <summary>All of it.</summary>
    public IEnumerable<byte[]> Pieces
    {
        get
        {
            var start = Empty;
            BinaryPrimitives.WriteInt64LittleEndian(start.AsSpan(^sizeof(long)), Count);
            yield return [.. Header, .. start];
            var zeros = new byte[PieceSize];
            var left = Count;
            for (; left > PieceSize; left -= PieceSize)
                yield return zeros;
            yield return zeros[..left];
        }
    }

    /// <summary>A vector without elements, which ends with their number.</summary>
    private static byte[] Empty => RaySerializer.SerializeFrame(new RayVector<byte>([]))[FrameHeader.Size..];
}
