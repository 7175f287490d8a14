namespace Rayforce.Server;

/// <summary>Who or what ends a conversation.</summary>
internal enum EndingCause
{
    /// <summary>The connection is gone; there is nobody left to tell.</summary>
    Lost,

    /// <summary>The client has closed.</summary>
    ByClient,

    /// <summary>This side closes, for what the client did or because it was told to.</summary>
    ByServer,

    /// <summary>A program closes the connection: nothing more is sent, not even replies to what was asked.</summary>
    Dropped,

    /// <summary>The client broke the protocol, and what it sends cannot be read on.</summary>
    Breach,

    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>The client sent more than is allowed at once.</summary>
    TooBig,

    /// <summary>This side has failed.</summary>
    Failed,
}
