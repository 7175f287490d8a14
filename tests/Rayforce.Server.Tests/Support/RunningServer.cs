using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Server.Engines;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Support;

/// <summary>A server at a free port of this machine.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private RunningServer(WSServer server) => Server = server;

    public WSServer Server { get; }

    public static async Task<RunningServer> StartAsync(
        IRayEngine? engine = null, Func<WSServerOptions, WSServerOptions>? configure = null)
    {
        var options = new WSServerOptions
        {
            Host = "127.0.0.1",
            Engine = engine ?? FakeEngine.Fallible(),
            LoggerFactory = NullLoggerFactory.Instance,
        };
        var server = new WSServer(0, configure?.Invoke(options) ?? options);
        await server.StartAsync();
        return new RunningServer(server);
    }

    public Task<WSClientConnection> ConnectAsync(WSClientOptions? options = null) =>
        new WSClient("127.0.0.1", Server.Port, options).ConnectAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
