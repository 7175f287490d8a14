using System.Buffers;
using System.Buffers.Binary;

namespace Rayforce.Ipc;

/// <summary>
/// The packing of payloads (wire version 3): each byte is replaced by its difference from the one before it, and the
/// differences are run-length encoded. A signed count byte says what follows: n above zero, one byte to repeat n times;
/// otherwise -n literal bytes. Before it all stands the unpacked size, 32 bits.
/// </summary>
public static class FrameCompression
{
    /// <summary>Native packs payloads of more bytes than this.</summary>
    public const int Threshold = 2000;

    private const int SizePrefix = sizeof(uint);
    private const int LongestRun = 127;

    /// <summary>Packs a payload exactly as native does, where that saves space.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="output">Where to write the packed payload, its size in front.</param>
    /// <returns>Whether it was packed; false below <see cref="Threshold"/> or where packing saves nothing.</returns>
    public static bool TryCompress(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (payload.Length <= Threshold)
            return false;
        // Packed bytes and their prefix have to be fewer than the payload's, so a buffer of that size is always enough.
        var destination = output.GetSpan(payload.Length + Packer.Slack);
        var packed = Packer.Pack(payload, destination.Slice(SizePrefix), payload.Length - SizePrefix);
        if (packed < 0 || packed + SizePrefix >= payload.Length)
            return false;
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)payload.Length);
        output.Advance(SizePrefix + packed);
        return true;
    }

    /// <summary>Reads how many bytes a packed payload unpacks to.</summary>
    /// <param name="packed">The packed payload, its size in front.</param>
    /// <param name="maxPayload">The largest size to accept.</param>
    /// <param name="size">The size, when done.</param>
    /// <returns>
    /// <see cref="WireStatus.Done"/> or <see cref="WireStatus.BadCompression"/>: no size, 0, over the limit, or more
    /// than these bytes can hold (a pair of bytes yields at most 127).
    /// </returns>
    public static WireStatus TryReadSize(ReadOnlySpan<byte> packed, int maxPayload, out int size)
    {
        size = 0;
        if (packed.Length < SizePrefix)
            return WireStatus.BadCompression;
        var declared = BinaryPrimitives.ReadUInt32LittleEndian(packed);
        var most = ((long)packed.Length - SizePrefix) * LongestRun;
        if (declared == 0 || declared > maxPayload || declared > most)
            return WireStatus.BadCompression;
        size = (int)declared;
        return WireStatus.Done;
    }

    /// <summary>Unpacks a payload.</summary>
    /// <param name="packed">The packed payload, its size in front.</param>
    /// <param name="destination">Exactly as many bytes as <see cref="TryReadSize"/> says.</param>
    /// <returns><see cref="WireStatus.Done"/> or <see cref="WireStatus.BadCompression"/>.</returns>
    public static WireStatus TryDecompress(ReadOnlySpan<byte> packed, Span<byte> destination)
    {
        if (packed.Length < SizePrefix || BinaryPrimitives.ReadUInt32LittleEndian(packed) != destination.Length)
            return WireStatus.BadCompression;
        return Unpacker.TryUnpack(packed.Slice(SizePrefix), destination) ? WireStatus.Done : WireStatus.BadCompression;
    }

    /// <summary>Unpacks a payload into a buffer.</summary>
    /// <param name="packed">The packed payload, its size in front.</param>
    /// <param name="output">Where to.</param>
    /// <param name="maxPayload">The largest size to accept.</param>
    /// <exception cref="RayforceFormatException">
    /// The bytes do not unpack to the size that they declare, or it is over the limit.
    /// </exception>
    public static void Decompress(
        ReadOnlySpan<byte> packed, IBufferWriter<byte> output, int maxPayload = WireLimits.MaxConnectionPayload)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (TryReadSize(packed, maxPayload, out var size) != WireStatus.Done ||
            TryDecompress(packed, output.GetSpan(size).Slice(0, size)) != WireStatus.Done)
        {
            throw new RayforceFormatException(WireStatus.BadCompression, 0);
        }

        output.Advance(size);
    }

    /// <summary>Unpacks a payload into a buffer of its own.</summary>
    /// <param name="packed">The packed payload, its size in front.</param>
    /// <param name="maxPayload">The largest size to accept.</param>
    /// <returns>The payload, to be given back to the pool.</returns>
    /// <exception cref="RayforceFormatException">
    /// The bytes do not unpack to the size that they declare, or it is over the limit.
    /// </exception>
    public static PooledBuffer Unpack(ReadOnlySpan<byte> packed, int maxPayload)
    {
        var unpacked = new PooledBuffer();
        try
        {
            Decompress(packed, unpacked, maxPayload);
            return unpacked;
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }
}
