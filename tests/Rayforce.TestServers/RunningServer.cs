using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Client;
using Rayforce.Server;
using Rayforce.Server.Engines;
using Rayforce.WebSocket;

namespace Rayforce.TestServers;

/// <summary>A server at free ports of this machine.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private RunningServer(WSServer server) => Server = server;

    public WSServer Server { get; }

    /// <summary>The port for TCP, of a server that has one.</summary>
    public int TcpPort => Server.TcpPort!.Value;

    public static Task<RunningServer> StartAsync(
        IRayEngine? engine = null, Func<WSServerOptions, WSServerOptions>? configure = null) =>
        StartAtAsync(port: 0, engine, configure);

    /// <summary>As <see cref="StartAsync"/>, at a port where a server was before.</summary>
    public static async Task<RunningServer> StartAtAsync(
        int port, IRayEngine? engine = null, Func<WSServerOptions, WSServerOptions>? configure = null)
    {
        var options = new WSServerOptions
        {
            Host = "127.0.0.1",
            Engine = engine ?? FakeEngine.Fallible(),
            LoggerFactory = NullLoggerFactory.Instance,
        };
        var server = new WSServer(port, configure?.Invoke(options) ?? options);
        await server.StartAsync();
        return new RunningServer(server);
    }

    /// <summary>As <see cref="StartAsync"/>, with a port for TCP beside the one for WebSockets.</summary>
    public static Task<RunningServer> StartWithTcpAsync(
        IRayEngine? engine = null, Func<WSServerOptions, WSServerOptions>? configure = null) =>
        StartAsync(engine, options =>
        {
            var withTcp = options with { TcpPort = 0 };
            return configure?.Invoke(withTcp) ?? withTcp;
        });

    public Task<WSClientConnection> ConnectAsync(WSClientOptions? options = null) =>
        new WSClient("127.0.0.1", Server.Port, options).ConnectAsync();

    public Task<RayTcpConnection> ConnectTcpAsync(RayTcpClientOptions? options = null) =>
        new RayTcpClient("127.0.0.1", TcpPort, options).ConnectAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
