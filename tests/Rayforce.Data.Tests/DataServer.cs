using Rayforce.Rayfall;
using Rayforce.Server.Engines;
using Rayforce.TestServers;

namespace Rayforce.Data.Tests;

/// <summary>A server with the embedded engine and a few rows, at both transports.</summary>
public sealed class DataServer : IAsyncDisposable
{
    private readonly RayfallEngine _engine;
    private readonly RunningServer _server;

    private DataServer(RayfallEngine engine, RunningServer server) => (_engine, _server) = (engine, server);

    public static TheoryData<string> Transports => ["ws", "rayforce"];

    public static async Task<DataServer> StartAsync(string script = Scripts.People)
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Load(script);
        var engine = new RayfallEngine(interpreter);
        return new DataServer(engine, await RunningServer.StartWithTcpAsync(engine));
    }

    public string Url(string transport) =>
        $"{transport}://127.0.0.1:{(transport == "ws" ? _server.Server.Port : _server.TcpPort)}";

    public RayDataSource Source(string transport = "rayforce", string settings = "") =>
        new($"Url={Url(transport)};{settings}");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
