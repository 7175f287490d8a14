namespace Rayforce.WebSocket;

/// <summary>By whose connection a gateway asks its upstream for a client.</summary>
public enum WSUpstream
{
    /// <summary>By those that it shares among its clients.</summary>
    Shared,

    /// <summary>
    /// By one of the client's own: pushes and questions of the upstream reach the client, and the upstream's hooks see it
    /// come and go. The gateway bounds how many there are.
    /// </summary>
    Own,
}
