using Rayforce.Client;

namespace Rayforce.Server;

/// <summary>
/// The server as rayforce-py's users know it: a WebSocket at a port and, where <see cref="WSServerOptions.TcpPort"/>
/// says so, TCP at another. It is a <see cref="RayServer"/> with those listeners.
/// </summary>
public sealed class WSServer : IAsyncDisposable
{
    private readonly RayServer _server;

    /// <summary>Makes a server; it listens when it is started.</summary>
    /// <param name="port">From 1 to 65535; 0 takes a free one, see <see cref="Port"/>.</param>
    /// <param name="options">Host, limits and engine; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="ArgumentException">The host is no IP address and not <c>localhost</c>.</exception>
    public WSServer(int port, WSServerOptions? options = null)
    {
        OptionValue.ListeningPort(port, nameof(port));
        Options = options ?? new WSServerOptions();
        _server = new RayServer(Options, GetListeners(port, Options));
    }

    /// <summary>How this server listens, whom it lets in, and its limits.</summary>
    public WSServerOptions Options { get; }

    /// <summary>
    /// The port: while the server runs the one that it listens at, else the one that it was made with.
    /// </summary>
    public int Port => Endpoint.Port;

    /// <summary>The TCP port: while the server runs the one that it listens at, else that of the options.</summary>
    public int? TcpPort => TcpEndpoint?.Port;

    /// <summary>Where clients find the server: <c>ws://host:port</c>.</summary>
    public Uri Endpoint => _server.Endpoints[0];

    /// <summary>Where TCP clients find the server: <c>rayforce://host:port</c>; null without a TCP port.</summary>
    public Uri? TcpEndpoint => _server.Endpoints.ElementAtOrDefault(1);

    /// <inheritdoc cref="RayServer.Connections"/>
    public IReadOnlyCollection<RayServerConnection> Connections => _server.Connections;

    /// <inheritdoc cref="RayServer.PublishAsync"/>
    public ValueTask<long> PublishAsync(string topic, RayObject value, CancellationToken cancellationToken = default) =>
        _server.PublishAsync(topic, value, cancellationToken);

    /// <inheritdoc cref="RayServer.StartAsync"/>
    public Task StartAsync(CancellationToken cancellationToken = default) => _server.StartAsync(cancellationToken);

    /// <inheritdoc cref="RayServer.StopAsync"/>
    public Task StopAsync(CancellationToken cancellationToken = default) => _server.StopAsync(cancellationToken);

    /// <inheritdoc cref="RayServer.RunAsync(CancellationToken)"/>
    public Task RunAsync(CancellationToken cancellationToken = default) => RunAsync(started: null, cancellationToken);

    /// <summary>Runs as a program of its own.</summary>
    /// <param name="started">Called when it listens and has said so.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    internal Task RunAsync(Action? started, CancellationToken cancellationToken) =>
        _server.RunAsync("Rayforce WebSocket Server stopped.", started, cancellationToken);

    /// <inheritdoc cref="RayServer.DisposeAsync"/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <inheritdoc/>
    public override string ToString() => $"WSServer(port={Port})";

    private static RayListener[] GetListeners(int port, WSServerOptions options) => options.TcpPort is { } tcpPort
        ? [options.GetWebSocketListener(port), options.GetTcpListener(tcpPort)]
        : [options.GetWebSocketListener(port)];
}
