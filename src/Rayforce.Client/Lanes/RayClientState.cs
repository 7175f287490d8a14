namespace Rayforce.Client;

/// <summary>How a client stands with its servers.</summary>
public enum RayClientState
{
    /// <summary>There has been no connection yet: nobody has asked anything, or the first is being made.</summary>
    Connecting,

    /// <summary>There is a connection.</summary>
    Connected,

    /// <summary>The connection is lost, and the next is being made.</summary>
    Reconnecting,

    /// <summary>
    /// No calls are taken any more: the client was closed, or it has given up, as its settings have it.
    /// </summary>
    Closed,
}
