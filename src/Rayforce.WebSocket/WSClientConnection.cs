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
        : base(
            new WebSocketTransport(socket, gathering, endpoint, name, options, HasNumbers(socket)),
            Agree(socket, endpoint, options),
            options)
    {
        HasSubprotocol = KnowsSubprotocol(socket);
        NumbersRequests = HasNumbers(socket);
    }

    /// <summary>
    /// Whether the server speaks the subprotocol <c>rayforce.ipc</c>, or its successor: error objects, pushes, verbose requests.
    /// </summary>
    public bool HasSubprotocol { get; }

    /// <summary>
    /// Whether the server speaks <c>rayforce.ipc.2</c> besides: it stops what is cancelled here, gives large results in
    /// batches, and may explain requests.
    /// </summary>
    public bool NumbersRequests { get; }

    private static bool KnowsSubprotocol(ClientWebSocket socket) =>
        socket.SubProtocol is Subprotocol.Name or Subprotocol.NumberedName;

    private static bool HasNumbers(ClientWebSocket socket) => socket.SubProtocol == Subprotocol.NumberedName;

    private static ConnectionTerms Agree(ClientWebSocket socket, Uri endpoint, WSClientOptions options)
    {
        var hasSubprotocol = KnowsSubprotocol(socket);
        var packs = hasSubprotocol && (options.Compression ?? !endpoint.IsLoopback);
        return new ConnectionTerms
        {
            IsTyped = hasSubprotocol,
            IsNumbered = HasNumbers(socket),
            ServerAsks = hasSubprotocol,
            WireVersion = options.WireVersion ?? WireVersion.V3,
            PackAbove = packs ? options.CompressionThreshold : null,
        };
    }
}
