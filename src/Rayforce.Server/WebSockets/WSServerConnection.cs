using System.Net;
using Rayforce.Client;
using Rayforce.WebSocket;

namespace Rayforce.Server;

/// <summary>One client's WebSocket connection, as the server has it.</summary>
public sealed class WSServerConnection : RayServerConnection
{
    internal WSServerConnection(
        string id, EndPoint? remote, ClientLink link, ConnectionTerms terms, BacklogRules rules)
        : base(id, remote, link, terms, rules)
    {
    }

    /// <summary>Whether the client speaks the subprotocol <c>rayforce.ipc</c>, and so can be pushed to.</summary>
    public bool HasSubprotocol => CanPush;

    private protected override RayforceConnectionException CreateException(string message, Exception cause) =>
        new RayforceWSException(
            ConnectionErrorReason.Closed, new Uri($"ws://{RemoteEndPoint?.ToString() ?? "localhost"}"), message, cause);
}
