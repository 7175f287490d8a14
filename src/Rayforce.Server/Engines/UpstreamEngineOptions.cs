using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Rayforce.Client;

namespace Rayforce.Server.Engines;

/// <summary>How a gateway talks to its upstream. Immutable: made with an initializer, or <c>with</c>.</summary>
public sealed record UpstreamEngineOptions
{
    /// <summary>
    /// How connections are made: credentials, TLS, limits, compression. Whether a cancelled request is interrupted at
    /// the upstream is its <see cref="RayTcpClientOptions.CancelOnServer"/>: by default it is not.
    /// </summary>
    public RayTcpClientOptions Tcp { get; init; } = new();

    /// <summary>
    /// The most connections to the upstream, each with one request under way. Default 4: a native server evaluates one
    /// request after another, and the others are sent and received meanwhile. More requests wait for a free one.
    /// </summary>
    public int MaxConnections { get; init => field = OptionValue.AtLeast(1, value); } = 4;

    /// <summary>
    /// How long a request waits for an upstream that is away before it is answered with the error <c>io</c>.
    /// Default 10 s: a restart is not noticed by clients, and an upstream that stays away does not leave them
    /// without an answer.
    /// </summary>
    public TimeSpan ReconnectTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most connections to the upstream that belong to one client each, beside those that all share; the next client
    /// that asks for one (<c>?upstream=own</c> in its URL) is refused with HTTP 503. Default 64; 0 for none.
    /// </summary>
    public int MaxOwnConnections { get; init => field = OptionValue.AtLeast(0, value); } = 64;

    /// <summary>
    /// How long the upstream may take to answer a request that was cancelled before its connection is closed. Default
    /// 5 s: the connection is not used meanwhile, and counts as one of <see cref="MaxConnections"/>. The meter
    /// <c>Rayforce.Server</c> counts such requests, as <c>rayforce.server.abandoned</c>.
    /// </summary>
    public TimeSpan DrainTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the upstream itself refuses what writes or reaches the system, for example because <see cref="Tcp"/> has
    /// the credentials for it. Default false: then a server with <c>Restricted</c> answers every request with the error
    /// <c>access</c>, because the wire has no way to say so with a request.
    /// </summary>
    public bool IsRestricted { get; init; }

    /// <summary>
    /// The same upstream, <c>rayforce://user:password@host:port</c>, with credentials for which it refuses what writes or
    /// reaches the system: restricted requests go there, over connections of their own. Default null: they are answered
    /// with the error <c>access</c> where <see cref="IsRestricted"/> is not set.
    /// </summary>
    public Uri? RestrictedUpstream { get; init; }

    /// <summary>Where to log. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Makes the meter <c>Rayforce.Server</c>. Default null: one that all servers and engines share.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Names the number of connections; credentials are for no log.</summary>
    public override string ToString() => $"UpstreamEngineOptions(maxConnections={MaxConnections})";
}
