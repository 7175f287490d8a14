using System.Buffers;

namespace Rayforce.Ipc;

/// <summary>
/// Finds frames in a stream of bytes. Framing knows nothing of what is inside a payload, so that only it has to be
/// repeated when more bytes arrive.
/// </summary>
public static class FrameReader
{
    /// <summary>Takes one whole frame off the front of a buffer.</summary>
    /// <param name="buffer">The bytes that have arrived; when done, those after the frame.</param>
    /// <param name="maxPayload">The largest payload to take, in bytes; checked as soon as the header is there.</param>
    /// <param name="header">The frame's header, when done.</param>
    /// <param name="payload">The frame's payload, when done.</param>
    /// <returns>
    /// <see cref="WireStatus.Done"/>, <see cref="WireStatus.NeedMore"/>, or what is wrong with the header: as
    /// <see cref="FrameHeader.TryRead"/>, and <see cref="WireStatus.BadPayloadSize"/> also for a size of 0 or over
    /// <paramref name="maxPayload"/>. A stream cannot be read on after that.
    /// </returns>
    public static WireStatus TryRead(
        ref ReadOnlySequence<byte> buffer, long maxPayload, out FrameHeader header, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        var status = TryReadHeader(buffer, out header);
        if (status != WireStatus.Done)
            return status;
        if (header.PayloadSize == 0 || header.PayloadSize > maxPayload)
            return WireStatus.BadPayloadSize;
        if (buffer.Length - FrameHeader.Size < header.PayloadSize)
            return WireStatus.NeedMore;
        payload = buffer.Slice(FrameHeader.Size, header.PayloadSize);
        buffer = buffer.Slice(payload.End);
        return WireStatus.Done;
    }

    private static WireStatus TryReadHeader(in ReadOnlySequence<byte> buffer, out FrameHeader header)
    {
        if (buffer.First.Length >= FrameHeader.Size)
            return FrameHeader.TryRead(buffer.First.Span, out header);
        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        var available = (int)Math.Min(buffer.Length, FrameHeader.Size);
        buffer.Slice(0, available).CopyTo(bytes);
        return FrameHeader.TryRead(bytes.Slice(0, available), out header);
    }
}
