using Rayforce.Client;
using Rayforce.Server;
using Rayforce.Server.Engines;
using Rayforce.WebSocket;

namespace Rayforce.Benchmarks;

/// <summary>The library's server on one of its engines.</summary>
internal sealed class ServerRoute : Route
{
    private readonly WSServer _server;
    private readonly NativeEngine? _engine;
    private readonly bool _isTcp;

    private ServerRoute(WSServer server, NativeEngine? engine, bool isTcp)
    {
        _server = server;
        _engine = engine;
        _isTcp = isTcp;
    }

    public static async Task<ServerRoute> StartAsync(bool isTcp, bool isNative)
    {
        var engine = isNative ? await NativeEngine.CreateAsync(NativeCode.Options) : null;
        var options = new WSServerOptions { Host = "127.0.0.1", TcpPort = 0, Engine = engine, Compression = false };
        var server = new WSServer(0, options);
        await server.StartAsync();
        return new ServerRoute(server, engine, isTcp);
    }

    public override async Task<IRouteClient> ConnectAsync() => new ConnectionClient(_isTcp
        ? await new RayTcpClient(_server.TcpEndpoint!).ConnectAsync()
        : await new WSClient(_server.Endpoint).ConnectAsync());

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (_engine is not null)
            await _engine.DisposeAsync();
    }
}
