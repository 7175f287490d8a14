namespace Rayforce.Client;

/// <summary>What went wrong with a connection.</summary>
public enum ConnectionErrorReason
{
    /// <summary>
    /// There is no connection: nobody listens, the name is unknown, TLS or the HTTP upgrade was refused.
    /// </summary>
    ConnectFailed,

    /// <summary>The peer did not shake hands as Rayforce does, or it wants other credentials.</summary>
    HandshakeFailed,

    /// <summary>The connection is closed, by either side or by the network.</summary>
    Closed,

    /// <summary>
    /// Something took longer than the options allow; the inner exception is a <see cref="TimeoutException"/>.
    /// </summary>
    TimedOut,

    /// <summary>A message is larger than the options allow.</summary>
    MessageTooBig,

    /// <summary>The peer sent something that has no place in the conversation.</summary>
    ProtocolViolation,

    /// <summary>The peer, or this platform, cannot do what was asked for.</summary>
    NotSupported,

    /// <summary>The server cannot listen at its address.</summary>
    ListenFailed,
}
