using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Gateway.Support;

/// <summary>A WebSocket server before an upstream.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly RunningServer _server;

    private RunningGateway(UpstreamEngine engine, RunningServer server)
    {
        Engine = engine;
        _server = server;
    }

    public UpstreamEngine Engine { get; }

    public static async Task<RunningGateway> StartAsync(
        int upstreamPort,
        UpstreamEngineOptions? options = null,
        Func<WSServerOptions, WSServerOptions>? configure = null)
    {
        var engine = new UpstreamEngine(new Uri($"rayforce://127.0.0.1:{upstreamPort}"), options);
        return new RunningGateway(engine, await RunningServer.StartAsync(engine, configure));
    }

    /// <summary>An upstream: this library's own server, with a TCP port.</summary>
    public static Task<RunningServer> StartUpstreamAsync(
        IRayEngine? engine = null, int port = 0, WireVersion? version = null) =>
        RunningServer.StartAsync(
            engine ?? new RayfallEngine(),
            options => options with { TcpPort = port, TcpWireVersion = version });

    public Task<WSClientConnection> ConnectAsync(WireVersion version = WireVersion.V3) =>
        _server.ConnectAsync(new WSClientOptions { WireVersion = version });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
