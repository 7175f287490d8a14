using Rayforce.Ipc;

namespace Rayforce.Cli.Frames;

/// <summary>Lists a frame: a line for each field of the header and each object, with offset and first bytes.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class FrameInspector(TextWriter output)
{
    private const int ShownBytes = 8;
    private const int BytesColumn = 3 * ShownBytes + 2;
    private const int ShownCharacters = 80;
    private const int DeepestIndent = 32;

    /// <summary>Lists a frame as far as it is sound, and then its fault, if it has one.</summary>
    /// <param name="frame">Header and payload.</param>
    /// <returns>Whether it has none.</returns>
    public bool Inspect(ReadOnlySpan<byte> frame)
    {
        var status = FrameHeader.TryRead(frame, out var header);
        var fault = HeaderFault(status, frame.Length);
        WriteHeader(frame, fault);
        if (status != WireStatus.Done)
            return WriteFault(frame, fault, status);

        var size = (int)Math.Min(header.PayloadSize, frame.Length - FrameHeader.Size);
        var payload = frame.Slice(FrameHeader.Size, size);
        var isPacked = (header.Flags & FrameFlags.Compressed) != 0;
        if (!(isPacked ? InspectPacked(payload, header.Version) : Inspect(payload, FrameHeader.Size, header.Version)))
            return false;
        var end = FrameHeader.Size + size;
        if (size < header.PayloadSize)
            return WriteFault(frame, end, WireStatus.NeedMore);
        return end == frame.Length || WriteFault(frame, end, WireStatus.TrailingBytes);
    }

    private bool InspectPacked(ReadOnlySpan<byte> packed, WireVersion version)
    {
        using var unpacked = new PooledBuffer();
        try
        {
            FrameCompression.Decompress(packed, unpacked);
        }
        catch (RayforceFormatException exception)
        {
            return WriteFault(packed, (int)exception.Offset, exception.Status, FrameHeader.Size);
        }

        var text = $"packed: offsets from here on are those of the {unpacked.WrittenCount} unpacked bytes";
        WriteLine(FrameHeader.Size, packed, text);
        return Inspect(unpacked.WrittenSpan, 0, version);
    }

    private bool Inspect(ReadOnlySpan<byte> payload, int start, WireVersion version)
    {
        try
        {
            var reader = new RayReader(payload, version);
            WriteObject(payload, ref reader, start, depth: 1);
            WriteRest(payload, ref reader, start);
            // What the parts mean together, the names of a table for example, is for the codec to judge.
            ReplyPayload.Read(payload, version);
            return true;
        }
        catch (RayforceFormatException exception)
        {
            return WriteFault(payload, (int)exception.Offset, exception.Status, start);
        }
    }

    private static int HeaderFault(WireStatus status, int length) => status switch
    {
        WireStatus.Done or WireStatus.NeedMore => Math.Min(length, FrameHeader.Size),
        _ => FrameHeader.GetOffset(status),
    };

    private void WriteHeader(ReadOnlySpan<byte> frame, int end)
    {
        if (end >= 4)
            WriteLine(0, frame.Slice(0, 4), "prefix");
        if (end >= 5)
            WriteLine(4, frame.Slice(4, 1), $"wire version {frame[4]}");
        if (end >= 6)
            WriteLine(5, frame.Slice(5, 1), $"flags {(FrameFlags)frame[5]}");
        if (end >= 7)
            WriteLine(6, frame.Slice(6, 1), "little-endian");
        if (end >= 8)
            WriteLine(7, frame.Slice(7, 1), $"message type {(MessageType)frame[7]}");
        if (end >= 16)
            WriteLine(8, frame.Slice(8, 8), $"payload of {BitConverter.ToInt64(frame.Slice(8))} bytes");
    }

    private void WriteObject(ReadOnlySpan<byte> payload, ref RayReader reader, int start, int depth)
    {
        var offset = reader.Offset;
        if (depth > WireLimits.MaxDepth)
            throw new RayforceFormatException(WireStatus.TooDeep, offset);
        var ahead = reader;
        var header = ReadHeader(payload, ref ahead, start, depth);
        var description = Describe(header, reader.Version);
        if (header.Type is RayType.List or RayType.Dict or RayType.Table or RayType.Lambda)
        {
            WriteLine(start + offset, payload[offset..ahead.Offset], description, depth);
            reader = ahead;
            WriteParts(payload, ref reader, start, depth, CountParts(header, reader.Version));
            return;
        }

        try
        {
            var value = RaySerializer.Deserialize(ref reader);
            var text = $"{description}: {Shorten(value.ToRayfall())}";
            WriteLine(start + offset, payload[offset..reader.Offset], text, depth);
        }
        catch (RayforceFormatException)
        {
            WriteLine(start + offset, payload[offset..ahead.Offset], description, depth);
            throw;
        }
    }

    private static int CountParts(ObjectHeader header, WireVersion version) =>
        header.Type == RayType.List ? header.Count : header.HasClosure && version == WireVersion.V3 ? 3 : 2;

    private ObjectHeader ReadHeader(ReadOnlySpan<byte> payload, ref RayReader reader, int start, int depth)
    {
        var offset = reader.Offset;
        try
        {
            return reader.ReadHeader();
        }
        catch (RayforceFormatException exception) when (exception.Offset > offset)
        {
            var text = $"type code {(sbyte)payload[offset]}";
            WriteLine(start + offset, payload[offset..(int)exception.Offset], text, depth);
            throw;
        }
    }

    private void WriteParts(ReadOnlySpan<byte> payload, ref RayReader reader, int start, int depth, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (reader.Remaining == 0)
            {
                var text = $"the payload ends, {count - i} of {count} objects are missing";
                WriteLine(start + reader.Offset, [], text, depth + 1);
                return;
            }

            WriteObject(payload, ref reader, start, depth + 1);
        }
    }

    /// <summary>After an error its message may stand, an object of its own; anything else is ignored.</summary>
    private void WriteRest(ReadOnlySpan<byte> payload, ref RayReader reader, int start)
    {
        var offset = reader.Offset;
        if (reader.Remaining == 0)
            return;
        if (ReplyPayload.IsError(payload, reader.Version) &&
            ReplyPayload.Read(payload, reader.Version) is RayError { Message: { } message })
        {
            WriteLine(start + offset, payload[offset..], $"message of the error: {Shorten(message)}");
        }
        else
        {
            WriteLine(start + offset, payload[offset..], $"{reader.Remaining} bytes after the object, ignored on a connection");
        }
    }

    private static string Describe(ObjectHeader header, WireVersion version)
    {
        var isVector = !header.IsAtom && header.Type is not (RayType.List or RayType.Dict or RayType.Table);
        var text = isVector ? $"{header.Type} vector" : $"{header.Type}";
        if (header.Type is RayType.List or RayType.String || isVector)
            text += $" of {header.Count}";
        // Functions, the null and errors have no such byte, and wire version 1 only has one that is always 0.
        if (version == WireVersion.V1 || header.Type > RayType.Lambda)
            return text;
        text += $", {(header.IsAtom && header.Type != RayType.Lambda ? "flags" : "attributes")} {header.Flags:X2}";
        if (header.IsNullFlagged)
            text += " null";
        if (header.IsQuoted)
            text += " quoted";
        if (header.HasClosure)
            text += " closure";
        return header.Attributes == RayAttributes.None ? text : $"{text} {header.Attributes}";
    }

    private bool WriteFault(ReadOnlySpan<byte> bytes, int offset, WireStatus status, int start = 0)
    {
        WriteLine(start + offset, bytes[offset..], $"fault: {status.Describe()}");
        return false;
    }

    private void WriteLine(int offset, ReadOnlySpan<byte> bytes, string text, int depth = 1)
    {
        var shown = bytes.Slice(0, Math.Min(bytes.Length, ShownBytes)).ToArray();
        var spaced = BitConverter.ToString(shown).Replace('-', ' ');
        if (bytes.Length > ShownBytes)
            spaced += " ..";
        var indent = new string(' ', 2 * Math.Min(depth - 1, DeepestIndent));
        output.WriteLine($"{offset,8}  {spaced.PadRight(BytesColumn)}  {indent}{text}");
    }

    /// <summary>A value on one line; what could move a terminal's cursor shows as a dot.</summary>
    private static string Shorten(string text)
    {
        var cut = text.Length > ShownCharacters ? $"{text.AsSpan(0, ShownCharacters)}.." : text;
        return string.Concat(cut.Select(character => char.IsControl(character) ? '.' : character));
    }
}
