using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Rayforce.Client;

/// <summary>
/// What a <see cref="RayClient"/> is made of: where its servers are, and how it keeps its connections. Immutable: made
/// from a connection string, from configuration, or with an initializer, and changed by <c>with</c>.
/// </summary>
public sealed record RayClientSettings
{
    /// <summary>
    /// Where the servers are, at least one, of one scheme; each a stand-in for the others. What stands before an
    /// <c>@</c> are the credentials for that one; <see cref="Credentials"/> count for the others.
    /// </summary>
    public required IReadOnlyList<Uri> Endpoints { get; init => field = CheckEndpoints(value); }

    /// <summary>What logs, traces and metrics call this client. Default null: nothing.</summary>
    public string? Name { get; init; }

    /// <summary>How each connection is made, and its limits: those of a call among them.</summary>
    public RayClientOptions Connection
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Connection));
    }
    = new();

    /// <summary>
    /// Asked for <see cref="Connection"/> at each connect: for headers that change, or certificates that expire. Default
    /// null: <see cref="Connection"/>.
    /// </summary>
    public Func<CancellationToken, ValueTask<RayClientOptions>>? ConnectionProvider { get; init; }

    /// <summary>
    /// What servers get that want credentials: <c>user:password</c>, or the password alone. Default null: none.
    /// </summary>
    public string? Credentials { get; init; }

    /// <summary>
    /// Asked for <see cref="Credentials"/> at each connect: for tokens that expire. Default null:
    /// <see cref="Credentials"/>.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? CredentialsProvider { get; init; }

    /// <summary>
    /// How many connections calls are spread over at most; the next is opened when all others are busy. Default 1: calls
    /// are multiplexed over one, and reach the server in the order in which they are made. More help where large replies
    /// hold up small ones, and give that order up.
    /// </summary>
    public int PoolSize { get; init => field = OptionValue.AtLeast(1, value); } = 1;

    /// <summary>In which order the servers are tried. Default: as they are given.</summary>
    public RayHostOrder HostOrder { get; init; }

    /// <summary>
    /// Whether a lost connection is made again. Default true; with false its loss closes the client.
    /// </summary>
    public bool Reconnect { get; init; } = true;

    /// <summary>
    /// Whether the first connection, too, is tried again when it fails. Default false: the call that wanted it fails at
    /// once, with the reason, and the next call tries anew. With true calls wait, up to <see cref="ConnectionWait"/>:
    /// for services that start beside their server.
    /// </summary>
    public bool RetryFirstConnect { get; init; }

    /// <summary>
    /// About how long the first pause between two attempts is; each is about twice as long as the one before, with
    /// jitter, so that clients do not come back all at once. Default 100 ms.
    /// </summary>
    public TimeSpan ReconnectDelay { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a pause is at most. Default 30 s.</summary>
    public TimeSpan MaxReconnectDelay { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often the servers are tried again before the client gives up and closes. Default null: for ever.
    /// </summary>
    public int? MaxReconnectAttempts
    {
        get;
        init => field = value is { } attempts ? OptionValue.AtLeast(1, attempts) : null;
    }

    /// <summary>
    /// How long a call waits for a connection, its time-out permitting. Default 30 s: long enough for a server to be
    /// started again, short enough that work does not pile up behind one that stays away.
    /// </summary>
    public TimeSpan ConnectionWait { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>Where to log to; secrets and requests are not logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(LoggerFactory));
    }
    = NullLoggerFactory.Instance;

    /// <summary>Makes the meter <c>Rayforce.Client</c>. Default null: one that all clients share.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>
    /// Reads a connection string:
    /// <c>rayforce://user:password@host:port,host2:port2?callTimeout=5s&amp;retryFirstConnect=true</c>. The options are
    /// the properties of this type and of <see cref="RayClientOptions"/> (for TCP <see cref="RayTcpClientOptions"/>, for
    /// a WebSocket <c>WSClientOptions</c>) that a text can say, in any case; times are <c>250ms</c>, <c>5s</c>,
    /// <c>10min</c>, <c>1h</c> or <c>infinite</c>.
    /// </summary>
    /// <param name="connectionString">The connection string.</param>
    /// <exception cref="ArgumentException">
    /// It is none, an option is unknown, or its value is wrong; the message names it, and no credentials.
    /// </exception>
    public static RayClientSettings Parse(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return ConnectionString.Parse(connectionString);
    }

    /// <summary>
    /// Reads a section of configuration: <c>Url</c> is a connection string, <c>Credentials</c> are what their name
    /// says, and every other key is an option as in a connection string.
    /// </summary>
    /// <param name="section">The section.</param>
    /// <exception cref="ArgumentException">
    /// There is no <c>Url</c>, an option is unknown, or its value is wrong; the message names it, and no credentials.
    /// </exception>
    public static RayClientSettings FromConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return ConnectionString.Read(section);
    }

    /// <summary>Names the servers; credentials are for no log.</summary>
    public override string ToString() => string.Join(",", Endpoints.Select(Describe));

    /// <summary>What messages call a server.</summary>
    internal static string Describe(Uri endpoint) =>
        endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    private static IReadOnlyList<Uri> CheckEndpoints(IReadOnlyList<Uri> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.Count == 0)
            throw new ArgumentException("A client needs at least one server.", nameof(endpoints));
        foreach (var endpoint in endpoints)
        {
            if (!endpoint.IsAbsoluteUri)
                throw new ArgumentException("The URL of a server is absolute.", nameof(endpoints));
            if (endpoint.Scheme != endpoints[0].Scheme)
                throw new ArgumentException("The URLs of a client's servers have one scheme.", nameof(endpoints));
        }

        return [.. endpoints];
    }
}
