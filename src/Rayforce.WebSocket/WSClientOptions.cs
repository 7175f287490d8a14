using System.Net;
using Rayforce.Client;

namespace Rayforce.WebSocket;

/// <summary>
/// How a client connects and talks over a WebSocket. Immutable:
/// <c>new WSClientOptions { WireVersion = WireVersion.V1 }</c>, or <c>with</c>.
/// </summary>
public sealed record WSClientOptions : RayClientOptions
{
    /// <summary>The defaults.</summary>
    public WSClientOptions()
    {
    }

    /// <summary>Takes over what is the same for every transport.</summary>
    /// <param name="shared">The options to begin with.</param>
    public WSClientOptions(RayClientOptions shared)
        : base(shared)
    {
    }

    /// <summary>
    /// Whether the subprotocol <c>rayforce.ipc</c> is offered, which brings real error objects, pushes and packing.
    /// Default true; a server that does not know it is spoken to as rayforce-py's is.
    /// </summary>
    public bool NegotiateSubprotocol { get; init; } = true;

    /// <summary>
    /// Whether the subprotocol <c>rayforce.ipc.2</c> is offered besides, in which requests have numbers: the server stops
    /// what is cancelled here, and large results come in batches. Default true.
    /// </summary>
    public bool NumberRequests { get; init; } = true;

    /// <summary>
    /// Headers of the HTTP upgrade, <c>Authorization</c> for example. A user and password in the URL become Basic
    /// authorization unless that header is given. Not available in a browser, which refuses the connection then.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whose connection a gateway, a server before another, asks its upstream by. Default: one that it shares among its
    /// clients. Other servers do not care.
    /// </summary>
    public WSUpstream Upstream { get; init; }

    /// <summary>
    /// Where cookies are kept: those that an answer to the HTTP upgrade brings, and that the next connection sends.
    /// With one container a client's connections, and its reconnections, reach the same server behind a proxy that
    /// remembers it by a cookie. Default null: cookies are neither kept nor sent. Not available in a browser, which
    /// keeps them itself.
    /// </summary>
    public CookieContainer? Cookies { get; init; }
}
