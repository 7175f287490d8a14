using System.Buffers;

namespace Rayforce.Ipc;

/// <summary>
/// The payload of a reply in which an error object may bring its message: a String atom after the error, in the same
/// payload. Decoders that do not expect it ignore trailing bytes, as native does.
/// </summary>
public static class ReplyPayload
{
    /// <summary>Writes a result; after an error comes its message, where there is one.</summary>
    /// <param name="value">The result.</param>
    /// <param name="output">Where to.</param>
    /// <param name="version">The wire version to write.</param>
    /// <exception cref="NotSupportedException">
    /// The wire version cannot carry a value in it: F32 in version 1.
    /// </exception>
    /// <exception cref="ArgumentException">The object is nested more than 512 deep.</exception>
    public static void Write(RayObject value, IBufferWriter<byte> output, WireVersion version)
    {
        var writer = new RayWriter(output, version);
        RaySerializer.Serialize(value, ref writer);
        if (value is RayError { Message: { } message })
            writer.WriteString(message);
        writer.Flush();
    }

    /// <summary>Reads a result; an error takes up the message that follows it.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <exception cref="RayforceFormatException">The bytes are no object.</exception>
    public static RayObject Read(ReadOnlySpan<byte> payload, WireVersion version)
    {
        var reader = new RayReader(payload, version);
        var value = RaySerializer.Deserialize(ref reader);
        if (value is not RayError error || reader.Remaining == 0)
            return value;
        try
        {
            return RaySerializer.Deserialize(ref reader) is RayString message
                ? new RayError(error.Code, message.Value, error.Context)
                : error;
        }
        catch (RayforceFormatException)
        {
            // What follows an object is no part of it; a peer that pads its payload is none the worse for it.
            return error;
        }
    }
}
