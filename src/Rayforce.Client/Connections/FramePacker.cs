using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>Frames around payloads, packed where both sides agreed on it.</summary>
internal static class FramePacker
{
    /// <summary>Begins a frame: room for a header, behind which the payload is written.</summary>
    public static PooledBuffer Begin()
    {
        var frame = new PooledBuffer();
        Restart(frame);
        return frame;
    }

    /// <summary>Drops the payload that has been written.</summary>
    public static void Restart(PooledBuffer frame)
    {
        frame.Clear();
        frame.GetSpan(FrameHeader.Size);
        frame.Advance(FrameHeader.Size);
    }

    /// <summary>The payload that has been written so far.</summary>
    public static ReadOnlySpan<byte> GetPayload(PooledBuffer frame) => frame.WrittenSpan.Slice(FrameHeader.Size);

    /// <summary>Completes a frame with its header.</summary>
    /// <param name="frame">The frame; given back to the pool where another takes its place.</param>
    /// <param name="header">The header, without size and compressed flag.</param>
    /// <param name="packAbove">
    /// Payloads of more bytes than this are packed, where that saves space; null packs none.
    /// </param>
    /// <returns>The frame to send.</returns>
    public static PooledBuffer Complete(PooledBuffer frame, FrameHeader header, int? packAbove)
    {
        var size = frame.WrittenCount - FrameHeader.Size;
        if (size > packAbove && header.Version == WireVersion.V3)
        {
            var packed = Begin();
            if (FrameCompression.TryCompress(GetPayload(frame), packed))
            {
                frame.Dispose();
                return Complete(packed, header with { Flags = header.Flags | FrameFlags.Compressed }, packAbove: null);
            }

            packed.Dispose();
        }

        (header with { PayloadSize = size }).Write(frame.GetWritten(0, FrameHeader.Size));
        return frame;
    }

    /// <summary>Reads the header of a message that has to be exactly one frame.</summary>
    /// <exception cref="RayforceFormatException">The message is no frame.</exception>
    public static FrameHeader ReadHeader(ReadOnlySpan<byte> message)
    {
        var status = FrameHeader.TryRead(message, out var header);
        var size = message.Length - FrameHeader.Size;
        if (status == WireStatus.Done && size != header.PayloadSize)
            status = size < header.PayloadSize ? WireStatus.NeedMore : WireStatus.TrailingBytes;
        return status switch
        {
            WireStatus.Done => header,
            WireStatus.NeedMore => throw new RayforceFormatException(status, message.Length),
            WireStatus.TrailingBytes => throw new RayforceFormatException(
                status, FrameHeader.Size + header.PayloadSize),
            _ => throw new RayforceFormatException(status, 0),
        };
    }

    /// <summary>Unpacks a payload.</summary>
    /// <param name="payload">The packed payload.</param>
    /// <param name="maxSize">The most bytes to unpack to.</param>
    /// <returns>The payload, to be given back to the pool.</returns>
    /// <exception cref="RayforceFormatException">
    /// The bytes do not unpack to the size that they declare, or it is over the limit.
    /// </exception>
    public static PooledBuffer Unpack(ReadOnlySpan<byte> payload, int maxSize)
    {
        var unpacked = new PooledBuffer();
        try
        {
            FrameCompression.Decompress(payload, unpacked, maxSize);
            return unpacked;
        }
        catch (RayforceFormatException)
        {
            unpacked.Dispose();
            throw;
        }
    }
}
