using Microsoft.AspNetCore.Server.Kestrel.Core;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Server;

/// <summary>
/// Takes clients that come by WebSocket. A plain <c>GET /health</c> is answered at its port, too.
/// </summary>
public sealed record WSListener : RayListener
{
    /// <summary>
    /// The origins whose pages may connect from a browser, beside the server's own: <c>https://example.org</c>, or
    /// <c>*</c> for all. Default none. Clients that are no browser send no origin and are not concerned.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The names by which clients may ask for a server whose <see cref="RayListener.Host"/> is this machine alone, beside
    /// <c>localhost</c> and its address: for a proxy that passes on the name by which it was asked, or <c>*</c> for all.
    /// Default none: a page of another name that its owner points at this machine is not let in.
    /// </summary>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// The wire version of replies to what names none: a text message, or no frame at all. Default 3.
    /// </summary>
    public WireVersion WireVersion { get; init => field = OptionValue.Version(value)!.Value; } = WireVersion.V3;

    internal override string Transport => "WebSocket";

    internal override Uri GetEndpoint(int port) => new UriBuilder(Tls is null ? "ws" : "wss", Host, port).Uri;

    /// <summary>Marks its connections, so that the endpoint, which is one for all, knows by which a client came.</summary>
    internal override void Configure(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(this);
        return next(connection);
    });

    internal override RayforceConnectionException CreateException(string message, Exception cause) =>
        new RayforceWSException(ConnectionErrorReason.ListenFailed, GetEndpoint(Port), message, cause);
}
