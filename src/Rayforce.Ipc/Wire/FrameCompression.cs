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
    private const int LongestLiteral = 128;

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
        var destination = output.GetSpan(payload.Length).Slice(0, payload.Length);
        var packed = Pack(payload, destination.Slice(SizePrefix));
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
        var source = packed.Slice(SizePrefix);
        var filled = 0;
        byte previous = 0;
        // What lies behind the last byte is ignored, as natively.
        while (source.Length > 0 && filled < destination.Length)
        {
            int count = (sbyte)source[0];
            var literal = count <= 0;
            count = Math.Abs(count);
            var taken = literal ? count : 1;
            if (source.Length - 1 < taken || destination.Length - filled < count)
                return WireStatus.BadCompression;
            var run = destination.Slice(filled, count);
            if (literal)
                previous = Accumulate(source.Slice(1, count), run, previous);
            else
                previous = Repeat(source[1], run, previous);
            filled += count;
            source = source.Slice(1 + taken);
        }

        return filled == destination.Length ? WireStatus.Done : WireStatus.BadCompression;
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

    /// <returns>The last byte written.</returns>
    private static byte Accumulate(ReadOnlySpan<byte> differences, Span<byte> run, byte previous)
    {
        for (var i = 0; i < run.Length && i < differences.Length; i++)
            run[i] = previous += differences[i];
        return previous;
    }

    /// <returns>The last byte written.</returns>
    private static byte Repeat(byte difference, Span<byte> run, byte previous)
    {
        if (difference == 0)
        {
            run.Fill(previous);
            return previous;
        }

        for (var i = 0; i < run.Length; i++)
            run[i] = previous += difference;
        return previous;
    }

    /// <summary>Packs, and gives up where the destination is too small, that is where nothing is saved.</summary>
    /// <returns>The packed bytes, or -1.</returns>
    private static int Pack(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var written = 0;
        var position = 0;
        while (position < source.Length)
        {
            var difference = Difference(source, position);
            var run = RunLength(source, position, difference);
            var isRun = run >= 2;
            var end = isRun ? position + run : LiteralEnd(source, position);
            var count = end - position;
            if (destination.Length - written < (isRun ? 2 : count + 1))
                return -1;
            destination[written++] = (byte)(isRun ? count : -count);
            if (isRun)
            {
                destination[written++] = difference;
            }
            else
            {
                for (var i = position; i < end; i++)
                    destination[written++] = Difference(source, i);
            }

            position = end;
        }

        return written;
    }

    private static int RunLength(ReadOnlySpan<byte> source, int start, byte difference)
    {
        var bytes = source.Slice(start, Math.Min(LongestRun, source.Length - start));
        var length = 1;
        while (length < bytes.Length && (byte)(bytes[length] - bytes[length - 1]) == difference)
            length++;
        return length;
    }

    /// <summary>Literals go on until the next pair of equal differences.</summary>
    private static int LiteralEnd(ReadOnlySpan<byte> source, int start)
    {
        // One byte more than there may be literals, to see whether the last of them begins a pair.
        var bytes = source.Slice(start, Math.Min(LongestLiteral + 1, source.Length - start));
        for (var i = 1; i < bytes.Length - 1; i++)
        {
            if ((byte)(bytes[i] - bytes[i - 1]) == (byte)(bytes[i + 1] - bytes[i]))
                return start + i;
        }

        return start + Math.Min(bytes.Length, LongestLiteral);
    }

    private static byte Difference(ReadOnlySpan<byte> source, int index) =>
        index == 0 ? source[0] : (byte)(source[index] - source[index - 1]);
}
