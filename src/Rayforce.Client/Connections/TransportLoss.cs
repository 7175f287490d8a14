using System.ComponentModel;

namespace Rayforce.Client;

/// <summary>What transports throw when a connection is gone.</summary>
internal static class TransportLoss
{
    /// <summary>
    /// Whether an exception means that. Those of sockets and of WebSockets are <see cref="Win32Exception"/>s.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is Win32Exception or IOException or InvalidOperationException or OperationCanceledException;
}
