using System.Runtime.Versioning;

namespace Rayforce.Client;

/// <summary>
/// An open TCP connection to a Rayforce server. What goes wrong on it is a <see cref="RayforceTcpException"/>. A
/// request that the server sends to this side gets the error <c>nyi</c>: there is nothing here that evaluates.
/// </summary>
[UnsupportedOSPlatform("browser")]
public sealed class RayTcpConnection : RayConnection
{
    internal RayTcpConnection(TcpTransport transport, ConnectionTerms terms, RayTcpClientOptions options)
        : base(transport, terms, options)
    {
    }
}
