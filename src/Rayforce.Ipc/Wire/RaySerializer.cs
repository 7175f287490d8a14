using System.Buffers;

namespace Rayforce.Ipc;

/// <summary>
/// Whole <see cref="RayObject"/> trees to and from payloads and frames. What is read is what native 3.0.1 reads, and
/// what it would write back; <see cref="RayReadOptions"/> says what else. What is written is what cores 2.1.8 to 3.0.1
/// read, but for a Timespan, which cores before 3.0.1 refuse, and a closure, which cores before 2.11.0 pass over.
/// </summary>
/// <remarks>
/// What wire version 1 lacks goes in the widest type that it has: an F32 as an F64, a Timespan as an I64 of
/// nanoseconds; a lambda goes without what it captured.
/// </remarks>
public static partial class RaySerializer
{
    /// <summary>Decodes a payload.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <param name="options">
    /// What to accept; without any given, bytes behind the object are ignored, as native ignores them on a connection.
    /// </param>
    /// <exception cref="RayforceFormatException">
    /// The bytes are no object; the offset counts from the payload's beginning.
    /// </exception>
    public static RayObject Deserialize(
        ReadOnlySpan<byte> payload, WireVersion version, RayReadOptions options = RayReadOptions.TrailingBytes)
    {
        var reader = new RayReader(payload, version);
        return Deserialize(ref reader, origin: 0, options);
    }

    /// <summary>Decodes a payload that somebody sent who is not trusted: within a budget.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <param name="options">What to accept.</param>
    /// <param name="budget">What the objects may take.</param>
    /// <exception cref="RayforceFormatException">
    /// The bytes are no object, or one that is over the budget (<see cref="WireStatus.TooMuchMemory"/>).
    /// </exception>
    public static RayObject Deserialize(
        ReadOnlySpan<byte> payload, WireVersion version, RayReadOptions options, RayReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var reader = new RayReader(payload, version);
        return Deserialize(ref reader, origin: 0, options, budget);
    }

    /// <summary>
    /// Decodes a payload in place: vectors of fixed width, texts and lists of atoms are views of it, atoms are not. What is
    /// decoded keeps the whole payload from being collected, and shows its bytes as they are: they must not change.
    /// </summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <param name="options">What to accept, as for <see cref="Deserialize(ReadOnlySpan{byte}, WireVersion, RayReadOptions)"/>.</param>
    /// <exception cref="RayforceFormatException">
    /// The bytes are no object; the offset counts from the payload's beginning.
    /// </exception>
    public static RayObject DeserializeView(
        ReadOnlyMemory<byte> payload, WireVersion version, RayReadOptions options = RayReadOptions.TrailingBytes)
    {
        var reader = new RayReader(payload.Span, version);
        return Deserialize(ref reader, origin: 0, options, budget: null, payload);
    }

    /// <summary>Decodes the next object of a payload, whatever follows it.</summary>
    /// <param name="reader">Where the object begins; afterwards, behind it.</param>
    /// <param name="options">What to accept.</param>
    /// <exception cref="RayforceFormatException">The bytes are no object.</exception>
    public static RayObject Deserialize(ref RayReader reader, RayReadOptions options = RayReadOptions.None) =>
        Deserialize(ref reader, origin: 0, options | RayReadOptions.TrailingBytes);

    /// <summary>Decodes the next object of a payload within a budget, whatever follows it.</summary>
    /// <param name="reader">Where the object begins; afterwards, behind it.</param>
    /// <param name="options">What to accept.</param>
    /// <param name="budget">What the objects may take.</param>
    /// <exception cref="RayforceFormatException">The bytes are no object, or one that is over the budget.</exception>
    public static RayObject Deserialize(ref RayReader reader, RayReadOptions options, RayReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return Deserialize(ref reader, origin: 0, options | RayReadOptions.TrailingBytes, budget);
    }

    /// <summary>
    /// Decodes a frame that lies in one piece. As native's buffer decoder this does not look at the header's flags or
    /// message type: a connection that allows packed frames unpacks them first, see <see cref="FrameCompression"/>.
    /// </summary>
    /// <param name="frame">Header and payload, exactly.</param>
    /// <param name="options">What to accept.</param>
    /// <exception cref="RayforceFormatException">
    /// The bytes are no frame; the offset counts from the frame's beginning.
    /// </exception>
    public static RayObject DeserializeFrame(
        ReadOnlySpan<byte> frame, RayReadOptions options = RayReadOptions.None)
    {
        var header = FrameReader.ReadWhole(frame);
        var reader = new RayReader(frame.Slice(FrameHeader.Size), header.Version);
        return Deserialize(ref reader, FrameHeader.Size, options);
    }

    /// <summary>
    /// Decodes a frame that may lie in several pieces. Only a frame in pieces is copied, into a pooled buffer.
    /// </summary>
    /// <param name="frame">Header and payload, exactly.</param>
    /// <param name="options">What to accept.</param>
    /// <exception cref="RayforceFormatException">
    /// The bytes are no frame; the offset counts from the frame's beginning.
    /// </exception>
    public static RayObject DeserializeFrame(
        in ReadOnlySequence<byte> frame, RayReadOptions options = RayReadOptions.None)
    {
        if (frame.IsSingleSegment)
            return DeserializeFrame(frame.First.Span, options);
        if (frame.Length > FrameHeader.Size + (long)WireLimits.MaxBufferPayload)
            throw new RayforceFormatException(WireStatus.BadPayloadSize, 0);
        var length = (int)frame.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            frame.CopyTo(copy);
            return DeserializeFrame(copy.AsSpan(0, length), options);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <summary>Decodes the next object of a payload, whatever follows it.</summary>
    internal static RayObject Deserialize(
        ref RayReader reader, RayReadOptions options, ReadOnlyMemory<byte> memory, RayReadBudget? budget) =>
        Deserialize(ref reader, origin: 0, options | RayReadOptions.TrailingBytes, budget, memory);

    /// <summary>Decodes the next object.</summary>
    /// <param name="reader">Where the object begins.</param>
    /// <param name="origin">What an error's offset counts from lies so many bytes before the payload.</param>
    /// <param name="options">What to accept.</param>
    /// <param name="budget">What the objects may take; null for as much as they do.</param>
    /// <param name="memory">The reader's whole payload, to be kept by what lies in it; empty to copy.</param>
    private static RayObject Deserialize(
        ref RayReader reader, int origin, RayReadOptions options, RayReadBudget? budget = null, ReadOnlyMemory<byte> memory = default)
    {
        var decoder = new Decoder(reader.Remaining, options, budget, memory);
        if (decoder.Read(ref reader) is not { } value)
        {
            throw decoder.Status == WireStatus.Done
                ? new RayforceFormatException(WireStatus.EmptyPayload, origin + reader.Offset)
                : new RayforceFormatException(decoder.Status, origin + decoder.Offset);
        }

        var mayTrail = (options & RayReadOptions.TrailingBytes) != 0
            || reader.Version == WireVersion.V1 || value is RayError;
        return mayTrail || reader.Remaining == 0
            ? value
            : throw new RayforceFormatException(WireStatus.TrailingBytes, origin + reader.Offset);
    }

    /// <summary>Writes an object as a payload.</summary>
    /// <param name="value">The object.</param>
    /// <param name="output">Where to.</param>
    /// <param name="version">The wire version to write.</param>
    /// <param name="options">What of several forms to write.</param>
    /// <exception cref="ArgumentException">The object is nested more than 512 deep.</exception>
    public static void Serialize(
        RayObject value,
        IBufferWriter<byte> output,
        WireVersion version = WireVersion.V3,
        RayWriteOptions options = RayWriteOptions.None)
    {
        var writer = new RayWriter(output, version, options);
        Write(ref writer, value, depth: 1);
        writer.Flush();
    }

    /// <summary>Writes an object as a payload.</summary>
    /// <param name="value">The object.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentException">The object is nested more than 512 deep.</exception>
    public static void Serialize(RayObject value, ref RayWriter writer) => Write(ref writer, value, depth: 1);

    /// <summary>Writes an object as a frame.</summary>
    /// <param name="value">The object.</param>
    /// <param name="output">Where to.</param>
    /// <param name="version">The wire version to write.</param>
    /// <param name="messageType">The message type of the header.</param>
    /// <param name="flags">The flags of the header; the payload is written unpacked whatever they say.</param>
    /// <param name="options">What of several forms to write.</param>
    /// <exception cref="ArgumentException">
    /// The object is nested more than 512 deep, or takes more than 1,000,000,000 bytes.
    /// </exception>
    public static void SerializeFrame(
        RayObject value,
        IBufferWriter<byte> output,
        WireVersion version = WireVersion.V3,
        MessageType messageType = MessageType.Async,
        FrameFlags flags = FrameFlags.None,
        RayWriteOptions options = RayWriteOptions.None)
    {
        ArgumentNullException.ThrowIfNull(output);
        var roughly = GetRoughSize(value);
        if (output is PooledBuffer buffer && roughly <= LargestGuess)
        {
            var start = buffer.WrittenCount;
            try
            {
                // The header's size is known at the end, which saves a walk over everything.
                new FrameHeader(version, flags, messageType, 0).Write(buffer.GetSpan(FrameHeader.Size + (int)roughly));
                buffer.Advance(FrameHeader.Size);
                Serialize(value, buffer, version, options);
                var written = buffer.WrittenCount - start - FrameHeader.Size;
                new FrameHeader(version, flags, messageType, CheckedSize(written)).Write(buffer.GetWritten(start, FrameHeader.Size));
            }
            catch (Exception exception)
            {
                buffer.CutTo(start);
                if (exception is OverflowException)
                    CheckedSize(GetPayloadSize(value, version, options));
                throw;
            }

            return;
        }

        var size = CheckedSize(GetPayloadSize(value, version, options));
        // The whole frame is asked for at once, so that a buffer that can grow grows once.
        new FrameHeader(version, flags, messageType, size).Write(output.GetSpan(FrameHeader.Size + (int)size));
        output.Advance(FrameHeader.Size);
        Serialize(value, output, version, options);
    }

    private static long CheckedSize(long size) => size <= WireLimits.MaxBufferPayload ? size : throw new ArgumentException(
        $"The object takes {size} bytes; a frame holds {WireLimits.MaxBufferPayload}.");

    /// <summary>Writes an object as a frame of its own.</summary>
    /// <param name="value">The object.</param>
    /// <param name="version">The wire version to write.</param>
    /// <param name="messageType">The message type of the header.</param>
    /// <exception cref="ArgumentException">
    /// The object is nested more than 512 deep, or takes more than 1,000,000,000 bytes.
    /// </exception>
    public static byte[] SerializeFrame(
        RayObject value, WireVersion version = WireVersion.V3, MessageType messageType = MessageType.Async)
    {
        using var buffer = new PooledBuffer();
        SerializeFrame(value, buffer, version, messageType);
        return buffer.WrittenSpan.ToArray();
    }
}
