using System.Runtime.Versioning;

namespace Rayforce.Client;

/// <summary>
/// An open TCP connection to a Rayforce server. What goes wrong on it is a <see cref="RayforceTcpException"/>. A
/// request that the server sends to this side is answered by <see cref="RayClientOptions.RequestHandler"/>.
/// </summary>
[UnsupportedOSPlatform("browser")]
public sealed class RayTcpConnection : RayConnection
{
    internal RayTcpConnection(TcpTransport transport, ConnectionTerms terms, RayTcpClientOptions options)
        : base(transport, terms, options)
    {
        Uri = transport.Endpoint;
    }

    /// <summary>Where the server is.</summary>
    public Uri Uri { get; }

    /// <inheritdoc/>
    public override string ToString() => $"RayTcpConnection({Uri.Authority}) - alive: {IsOpen}";
}
