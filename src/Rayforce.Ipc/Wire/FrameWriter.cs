namespace Rayforce.Ipc;

/// <summary>Frames around payloads that are written first, packed where both sides agreed on it.</summary>
public static class FrameWriter
{
    /// <summary>Begins a frame: room for a header, behind which the payload is written.</summary>
    /// <returns>The buffer to write to, to be completed or given back to the pool.</returns>
    public static PooledBuffer Begin()
    {
        var frame = new PooledBuffer();
        Restart(frame);
        return frame;
    }

    /// <summary>Drops the payload that has been written.</summary>
    /// <param name="frame">A frame that has been begun.</param>
    public static void Restart(PooledBuffer frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Clear();
        frame.GetSpan(FrameHeader.Size);
        frame.Advance(FrameHeader.Size);
    }

    /// <summary>The payload that has been written so far.</summary>
    /// <param name="frame">A frame that has been begun.</param>
    public static ReadOnlySpan<byte> GetPayload(PooledBuffer frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.WrittenSpan.Slice(FrameHeader.Size);
    }

    /// <summary>Completes a frame with its header.</summary>
    /// <param name="frame">The frame; given back to the pool where another takes its place.</param>
    /// <param name="header">The header, without size and compressed flag.</param>
    /// <param name="packAbove">
    /// Payloads of more bytes than this are packed, where that saves space; null packs none.
    /// </param>
    /// <returns>The frame to send.</returns>
    public static PooledBuffer Complete(PooledBuffer frame, FrameHeader header, int? packAbove)
    {
        ArgumentNullException.ThrowIfNull(frame);
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
}
