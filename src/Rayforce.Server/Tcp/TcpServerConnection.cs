using System.Net;
using Rayforce.Client;

namespace Rayforce.Server;

/// <summary>One client's TCP connection, as the server has it.</summary>
public sealed class TcpServerConnection : RayServerConnection
{
    internal TcpServerConnection(
        string id, EndPoint? remote, ClientLink link, ConnectionTerms terms, BacklogRules rules)
        : base(id, remote, link, terms, rules)
    {
    }

    private protected override RayforceConnectionException CreateException(string message, Exception cause) =>
        new RayforceTcpException(
            ConnectionErrorReason.Closed,
            new Uri($"rayforce://{RemoteEndPoint?.ToString() ?? "localhost"}"),
            message,
            cause);
}
