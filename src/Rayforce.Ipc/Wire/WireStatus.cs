namespace Rayforce.Ipc;

/// <summary>How reading a piece of wire data ended: done, more bytes needed, or why the bytes are malformed.</summary>
public enum WireStatus
{
    /// <summary>Read.</summary>
    Done = 0,

    /// <summary>The bytes end before the value does.</summary>
    NeedMore,

    /// <summary>The frame does not begin with the prefix <c>FA DE FA CE</c>.</summary>
    BadPrefix,

    /// <summary>The wire version is neither 1 nor 3.</summary>
    BadVersion,

    /// <summary>The frame says that it is big-endian.</summary>
    BigEndian,

    /// <summary>The payload size is negative or over the limit.</summary>
    BadPayloadSize,

    /// <summary>
    /// There are more bytes than the frame's header says, or more in the payload than its object takes.
    /// </summary>
    TrailingBytes,

    /// <summary>The payload holds no object.</summary>
    EmptyPayload,

    /// <summary>The type code is unknown in this wire version.</summary>
    UnknownType,

    /// <summary>Another type than the one that was asked for.</summary>
    UnexpectedType,

    /// <summary>A length is negative, over the limit, or more than the remaining bytes can hold.</summary>
    BadLength,

    /// <summary>A symbol, name or message has no NUL inside the payload.</summary>
    Unterminated,

    /// <summary>Objects are nested more than 512 deep.</summary>
    TooDeep,

    /// <summary>
    /// A table's names are no symbols, or its columns no list of as many vectors or lists of one length.
    /// </summary>
    BadTable,

    /// <summary>An error object inside another object, which native takes for a failure of the whole.</summary>
    NestedError,

    /// <summary>The packed payload does not unpack to what it declares.</summary>
    BadCompression,

    /// <summary>The frame is of a wire version that this stream does not speak.</summary>
    UnexpectedVersion,

    /// <summary>The frame is larger than its reader takes.</summary>
    FrameTooBig,

    /// <summary>A dict's keys or values are neither a vector nor a list, or not as many.</summary>
    BadDict,

    /// <summary>A lambda's closure is no dict of a Symbol vector and a list.</summary>
    BadClosure,

    /// <summary>The objects would take more memory than their reader allows.</summary>
    TooMuchMemory,
}
