using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// How a <see cref="WSServer"/> listens, whom it lets in, and its limits. Immutable: made with an initializer, or
/// <c>with</c>.
/// </summary>
public sealed record WSServerOptions : RayServerOptions
{
    /// <summary>
    /// The address to listen at: an IP address or <c>localhost</c>. Default <c>0.0.0.0</c>, as in rayforce-py, see
    /// <see cref="RayListener.Host"/>.
    /// </summary>
    public string Host { get; init; } = "0.0.0.0";

    /// <summary>The certificate for TLS, over WebSocket and TCP. Default null: no TLS.</summary>
    public RayServerTls? Tls { get; init; }

    /// <summary>
    /// The port at which the same engine is served over TCP, to native clients too; 0 takes a free one, see
    /// <see cref="WSServer.TcpPort"/>. Default null: no TCP.
    /// </summary>
    public int? TcpPort
    {
        get;
        init => field = value is { } port ? OptionValue.ListeningPort(port) : null;
    }

    /// <summary>
    /// The wire version that TCP clients have to speak. Default null: both, see
    /// <see cref="RayTcpListener.WireVersion"/>.
    /// </summary>
    public WireVersion? TcpWireVersion { get; init => field = OptionValue.Version(value); }

    /// <summary>
    /// Whether an error takes 33 bytes over TCP in wire version 1. Default true, see
    /// <see cref="RayTcpListener.LongErrors"/>.
    /// </summary>
    public bool TcpLongErrors { get; init; } = true;

    /// <summary>
    /// The origins whose pages may connect from a browser, beside the server's own. Default none, see
    /// <see cref="WSListener.AllowedOrigins"/>.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The names by which clients may ask for a server at an address of this machine alone, beside its own. Default none,
    /// see <see cref="WSListener.AllowedHosts"/>.
    /// </summary>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// The wire version of replies to what names none: a text message, or no frame at all. Default 3.
    /// </summary>
    public WireVersion WireVersion { get; init => field = OptionValue.Version(value)!.Value; } = WireVersion.V3;

    /// <summary>The page that browsers get at the port of the WebSocket. Default null: none.</summary>
    internal BrowserPage? Page { get; init; }

    /// <summary>What these options say of WebSockets.</summary>
    internal WSListener GetWebSocketListener(int port) => new()
    {
        Host = Host,
        Tls = Tls,
        Port = port,
        AllowedOrigins = AllowedOrigins,
        AllowedHosts = AllowedHosts,
        WireVersion = WireVersion,
    };

    /// <summary>What these options say of TCP.</summary>
    internal RayTcpListener GetTcpListener(int port) => new()
    {
        Host = Host,
        Tls = Tls,
        Port = port,
        WireVersion = TcpWireVersion,
        LongErrors = TcpLongErrors,
    };

    /// <summary>Names the host; passwords are for no log.</summary>
    public override string ToString() => $"WSServerOptions(host={Host})";
}
