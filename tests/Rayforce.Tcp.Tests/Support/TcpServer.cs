using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Client;
using Rayforce.Server;
using Rayforce.Server.Engines;

namespace Rayforce.Tcp.Tests.Support;

/// <summary>A server at free ports of this machine.</summary>
internal sealed class TcpServer : IAsyncDisposable
{
    private TcpServer(WSServer server) => Server = server;

    public WSServer Server { get; }

    public int Port => Server.TcpPort!.Value;

    public static async Task<TcpServer> StartAsync(
        IRayEngine? engine = null, Func<WSServerOptions, WSServerOptions>? configure = null)
    {
        var options = new WSServerOptions
        {
            Host = "127.0.0.1",
            TcpPort = 0,
            Engine = engine ?? FakeEngine.Fallible(),
            LoggerFactory = NullLoggerFactory.Instance,
        };
        var server = new WSServer(0, configure?.Invoke(options) ?? options);
        await server.StartAsync();
        return new TcpServer(server);
    }

    public Task<RayTcpConnection> ConnectAsync(RayTcpClientOptions? options = null) =>
        new RayTcpClient("127.0.0.1", Port, options).ConnectAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
