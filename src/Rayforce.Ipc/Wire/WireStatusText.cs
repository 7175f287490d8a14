namespace Rayforce.Ipc;

/// <summary>What a <see cref="WireStatus"/> means, in words.</summary>
public static class WireStatusText
{
    /// <summary>A phrase without a full stop, fit for a message.</summary>
    /// <param name="status">The status.</param>
    public static string Describe(this WireStatus status) => status switch
    {
        WireStatus.Done => "nothing is wrong",
        WireStatus.NeedMore => "the bytes end before the value does",
        WireStatus.BadPrefix => "the frame does not begin with FA DE FA CE",
        WireStatus.BadVersion => "the wire version is neither 1 nor 3",
        WireStatus.BigEndian => "the frame is big-endian, which no peer writes",
        WireStatus.BadPayloadSize => "the payload size is negative or over the limit",
        WireStatus.TrailingBytes => "there are more bytes than the frame or its object takes",
        WireStatus.EmptyPayload => "the payload holds no object",
        WireStatus.UnknownType => "the type code is unknown in this wire version",
        WireStatus.UnexpectedType => "another type than the one that was asked for",
        WireStatus.BadLength => "a length is negative, over the limit, or more than the remaining bytes can hold",
        WireStatus.Unterminated => "a name or message is not ended by a NUL",
        WireStatus.TooDeep => "objects are nested more than 512 deep",
        WireStatus.BadTable => "a table needs symbols as names, and as many columns, vectors or lists of one length",
        WireStatus.NestedError => "an error object lies inside another object",
        WireStatus.BadCompression => "the packed payload does not unpack to the size that it declares",
        WireStatus.UnexpectedVersion => "the frame is of another wire version than was agreed on",
        WireStatus.FrameTooBig => "the frame is larger than its reader takes",
        WireStatus.BadDict => "a dict needs a vector or list of keys, and one of as many values",
        WireStatus.BadClosure => "the closure of a lambda is no dict of symbols and a list",
        WireStatus.TooMuchMemory => "its objects would take more memory than is allowed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
