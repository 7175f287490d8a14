namespace Rayforce.WebSocket;

/// <summary>What has been received.</summary>
internal enum MessageKind
{
    /// <summary>A whole binary message.</summary>
    Binary,

    /// <summary>A whole text message.</summary>
    Text,

    /// <summary>The peer closes.</summary>
    Close,

    /// <summary>The beginning of a message that is too big.</summary>
    TooBig,
}
