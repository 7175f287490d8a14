using System.Net;
using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Benchmarks;

/// <summary>A request and its reply over a WebSocket of this machine, beside a bare echo by Kestrel.</summary>
[MemoryDiagnoser]
public class WebSocketBenchmarks
{
    private const string Source = "(+ 1 2)";

    private readonly byte[] _frame = RaySerializer.SerializeFrame(Source);
    private readonly byte[] _received = new byte[256];
    private WebApplication? _echo;
    private ClientWebSocket? _echoClient;
    private WSServer? _server;
    private WSClientConnection? _connection;

    [GlobalSetup(Target = nameof(Echo))]
    public async Task StartEcho()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _echo = builder.Build();
        _echo.UseWebSockets();
        _echo.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[256];
            while (await socket.ReceiveAsync(buffer.AsMemory(), default) is
                { MessageType: WebSocketMessageType.Binary } message)
            {
                await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Binary, true, default);
            }
        });
        await _echo.StartAsync();
        _echoClient = new ClientWebSocket();
        await _echoClient.ConnectAsync(new UriBuilder(_echo.Urls.First()) { Scheme = "ws" }.Uri, default);
    }

    [GlobalCleanup(Target = nameof(Echo))]
    public async Task StopEcho()
    {
        _echoClient!.Dispose();
        await _echo!.DisposeAsync();
    }

    [GlobalSetup(Target = nameof(Execute))]
    public async Task StartServer()
    {
        _server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await _server.StartAsync();
        _connection = await new WSClient("127.0.0.1", _server.Port).ConnectAsync();
    }

    [GlobalCleanup(Target = nameof(Execute))]
    public async Task StopServer()
    {
        await _connection!.DisposeAsync();
        await _server!.DisposeAsync();
    }

    /// <summary>The bound: the frame of the request there and back.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> Echo()
    {
        await _echoClient!.SendAsync(_frame.AsMemory(), WebSocketMessageType.Binary, true, default);
        return (await _echoClient.ReceiveAsync(_received.AsMemory(), default)).Count;
    }

    /// <summary>The request encoded, sent, parsed and evaluated, its reply encoded, sent and decoded.</summary>
    [Benchmark]
    public Task<RayObject> Execute() => _connection!.ExecuteAsync(Source);
}
