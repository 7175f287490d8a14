using System.Net.WebSockets;
using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.WebSocket;

/// <summary>
/// An open WebSocket connection to a Rayforce server. What goes wrong on it is a <see cref="RayforceWSException"/>.
/// </summary>
public sealed class WSClientConnection : RayConnection
{
    internal WSClientConnection(
        ClientWebSocket socket, IMessageGathering? gathering, Uri endpoint, string name, WSClientOptions options)
        : base(new WebSocketTransport(socket, gathering, endpoint, name, options), Agree(socket, endpoint, options), options)
    {
        HasSubprotocol = KnowsSubprotocol(socket);
    }

    /// <summary>
    /// Whether the server speaks the subprotocol <c>rayforce.ipc</c>: error objects, pushes, verbose requests.
    /// </summary>
    public bool HasSubprotocol { get; }

    private static bool KnowsSubprotocol(ClientWebSocket socket) => socket.SubProtocol == Subprotocol.Name;

    private static ConnectionTerms Agree(ClientWebSocket socket, Uri endpoint, WSClientOptions options)
    {
        var hasSubprotocol = KnowsSubprotocol(socket);
        var packs = hasSubprotocol && (options.Compression ?? !endpoint.IsLoopback);
        return new ConnectionTerms
        {
            IsTyped = hasSubprotocol,
            WireVersion = options.WireVersion ?? WireVersion.V3,
            PackAbove = packs ? options.CompressionThreshold : null,
        };
    }
}
