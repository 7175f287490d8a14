using System.Buffers;
using System.Text;

namespace Rayforce.Ipc;

/// <summary>
/// The payload of a reply, which says more of an error than an error object can. Its message may follow it in the same
/// payload, as a String atom: decoders that do not expect it ignore trailing bytes, as native does. And where the
/// request was verbose, native 3.0.1 answers a list of two, what evaluation had printed and the error: the one place
/// where an error object lies inside another object.
/// </summary>
public static class ReplyPayload
{
    private const byte ErrorType = (byte)RayType.Error;

    /// <summary>
    /// Writes a result. An error with an <see cref="RayError.Output"/> becomes the list of the two; after an error
    /// comes its message, where there is one.
    /// </summary>
    /// <param name="value">The result.</param>
    /// <param name="output">Where to.</param>
    /// <param name="version">The wire version to write.</param>
    /// <param name="options">
    /// What of several forms to write. With <see cref="RayWriteOptions.NoMessages"/>, and in wire version 1 with
    /// <see cref="RayWriteOptions.LongErrors"/>, no message follows.
    /// </param>
    /// <exception cref="ArgumentException">The object is nested more than 512 deep.</exception>
    public static void Write(
        RayObject value,
        IBufferWriter<byte> output,
        WireVersion version,
        RayWriteOptions options = RayWriteOptions.None)
    {
        var writer = new RayWriter(output, version, options);
        if (value is RayError { Output: { } printed })
        {
            writer.WriteListHeader(2);
            writer.WriteString(Encoding.UTF8.GetBytes(printed));
        }

        RaySerializer.Serialize(value, ref writer);
        if (value is RayError error && TextOf(error, version, options) is { } message)
            writer.WriteString(Encoding.UTF8.GetBytes(message));
        writer.Flush();
    }

    /// <summary>Reads a result; an error takes up the message that follows it and the output before it.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <param name="options">What to accept; bytes behind the result always are.</param>
    /// <exception cref="RayforceFormatException">The bytes are no object.</exception>
    public static RayObject Read(
        ReadOnlySpan<byte> payload, WireVersion version, RayReadOptions options = RayReadOptions.None) =>
        Read(payload, version, options, memory: default, budget: null);

    /// <summary>Reads a result within a budget.</summary>
    /// <exception cref="RayforceFormatException">The bytes are no object, or it takes too much memory.</exception>
    internal static RayObject Read(ReadOnlySpan<byte> payload, WireVersion version, RayReadBudget budget) =>
        Read(payload, version, RayReadOptions.None, memory: default, budget);

    /// <summary>Reads a result whose vectors, texts and lists are views of the payload, which must not change any more.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <param name="options">What to accept; bytes behind the result always are.</param>
    /// <exception cref="RayforceFormatException">The bytes are no object.</exception>
    public static RayObject ReadView(
        ReadOnlyMemory<byte> payload, WireVersion version, RayReadOptions options = RayReadOptions.None) =>
        Read(payload.Span, version, options, payload, budget: null);

    private static RayObject Read(
        ReadOnlySpan<byte> payload,
        WireVersion version,
        RayReadOptions options,
        ReadOnlyMemory<byte> memory,
        RayReadBudget? budget)
    {
        var reader = new RayReader(payload, version);
        var printed = TakeOutput(ref reader);
        var value = RaySerializer.Deserialize(ref reader, options, memory, budget);
        return value is RayError error
            ? new RayError(error.Code, ReadMessage(ref reader) ?? error.Message, error.Context, printed)
            : value;
    }

    /// <summary>Whether a payload is an error, alone or behind what evaluation printed, without decoding it.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    public static bool IsError(ReadOnlySpan<byte> payload, WireVersion version)
    {
        var reader = new RayReader(payload, version);
        return TakeOutput(ref reader) is not null || (payload.Length > 0 && payload[0] == ErrorType);
    }

    /// <summary>
    /// The text that follows an error; a code that wire version 1 lacks stands before it, as in the error.
    /// </summary>
    private static string? TextOf(RayError error, WireVersion version, RayWriteOptions options)
    {
        if (error.Message is null || (options & RayWriteOptions.NoMessages) != 0)
            return null;
        if (version == WireVersion.V3)
            return error.Message;
        return (options & RayWriteOptions.LongErrors) != 0 ? null
            : ErrorCodes.ToNumber(error.Code) == ErrorCodes.User ? ErrorCodes.UserMessage(error)
            : error.Message;
    }

    /// <summary>
    /// Takes what stands before an error that lies in a list of two; leaves the reader where it is for anything else.
    /// </summary>
    private static string? TakeOutput(ref RayReader reader)
    {
        var ahead = reader;
        if (ahead.TryReadHeader(out var list) != WireStatus.Done || list is not { Type: RayType.List, Count: 2 }
            || ahead.TryReadHeader(out var text) != WireStatus.Done
            || text is not { Type: RayType.String, IsAtom: true }
            || ahead.TryReadBytes(text.Count, out var utf8) != WireStatus.Done
            || ahead.Remaining == 0 || ahead.Rest[0] != ErrorType)
        {
            return null;
        }

        reader = ahead;
        return new RayString(utf8).Value;
    }

    private static string? ReadMessage(ref RayReader reader)
    {
        if (reader.Remaining == 0)
            return null;
        try
        {
            return (RaySerializer.Deserialize(ref reader) as RayString)?.Value;
        }
        catch (RayforceFormatException)
        {
            // What follows an object is no part of it; a peer that pads its payload is none the worse for it.
            return null;
        }
    }
}
