using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

/// <summary>One server, listeners of equal rank.</summary>
public sealed class RayServerTests
{
    private static readonly RayServerOptions Options = new()
    {
        Engine = FakeEngine.Echo(),
        LoggerFactory = NullLoggerFactory.Instance,
    };

    [Fact]
    public async Task Any_number_of_listeners_serve_one_engine_in_the_order_in_which_they_were_given()
    {
        await using var server = new RayServer(
            Options,
            new RayTcpListener { Host = "127.0.0.1", WireVersion = WireVersion.V1 },
            new WSListener { Host = "127.0.0.1" },
            new RayTcpListener { Host = "127.0.0.1" });
        await server.StartAsync();
        Assert.Equal(["rayforce", "ws", "rayforce"], server.Endpoints.Select(endpoint => endpoint.Scheme));
        Assert.Equal(3, server.Endpoints.Select(endpoint => endpoint.Port).Distinct().Count());

        foreach (var (endpoint, version) in server.Endpoints.Zip([WireVersion.V1, WireVersion.V3, WireVersion.V3]))
        {
            await using var connection = await RayforceClient.ConnectAsync(endpoint.ToString());
            Assert.Equal(version, connection.WireVersion);
            Assert.Equal(7, await connection.ExecuteAsync(7));
            Assert.Single(server.Connections, one => one.IsOpen);
            await connection.CloseAsync();
            await TestSupport.Eventually.HoldsAsync(() => server.Connections.Count == 0);
        }
    }

    [Fact]
    public async Task A_server_needs_no_websocket()
    {
        await using var server = new RayServer(Options, new RayTcpListener { Host = "127.0.0.1" });
        await server.StartAsync();
        await using var connection =
            await new RayTcpClient("127.0.0.1", server.Endpoints[0].Port).ConnectAsync();
        Assert.Equal("x", await connection.ExecuteAsync("x"));
    }

    [Fact]
    public async Task Two_websockets_of_one_server_let_different_pages_in()
    {
        await using var server = new RayServer(
            Options,
            new WSListener { Host = "127.0.0.1", AllowedOrigins = ["https://a.example"] },
            new WSListener { Host = "127.0.0.1", AllowedOrigins = ["https://b.example"] });
        await server.StartAsync();
        foreach (var (page, isLetIn) in new[] { ("a", true), ("b", false) })
        {
            var headers = new Dictionary<string, string> { ["Origin"] = $"https://{page}.example" };
            var client = new WSClient(server.Endpoints[0], new WSClientOptions { Headers = headers });
            if (isLetIn)
                await (await client.ConnectAsync()).DisposeAsync();
            else
                await Assert.ThrowsAsync<RayforceWSException>(() => client.ConnectAsync());
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_of_the_first_listener_s_transport()
    {
        await using var first = new RayServer(Options, new RayTcpListener { Host = "127.0.0.1" });
        await first.StartAsync();
        var taken = new RayTcpListener { Host = "127.0.0.1", Port = first.Endpoints[0].Port };
        await using var second = new RayServer(Options, taken);
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => second.StartAsync());
        Assert.Equal(ConnectionErrorReason.ListenFailed, exception.Reason);
        Assert.Contains($"127.0.0.1:{taken.Port}", exception.Message);
        Assert.False(second.IsRunning);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_an_error_that_names_it()
    {
        await using var server = new RayServer(Options, new WSListener { Host = "192.0.2.1", Port = 8765 });
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => server.StartAsync());
        Assert.Contains("192.0.2.1:8765", exception.Message);
    }

    [Fact]
    public void A_server_without_a_listener_and_a_listener_without_an_address_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RayServer(Options));
        Assert.Throws<ArgumentException>(() => new WSListener { Host = "example.org" });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpListener { Port = 65536 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpListener { WireVersion = (WireVersion)2 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_frame_that_is_begun_and_not_ended_costs_its_sender_the_connection(bool byTcp)
    {
        await using var server = await RunningServer.StartWithTcpAsync(
            FakeEngine.Echo(), options => options with { ReceiveTimeout = TimeSpan.FromMilliseconds(100) });
        await using var other = await server.ConnectTcpAsync();
        var begun = RaySerializer.SerializeFrame("a text that does not come")[..20];
        if (byTcp)
        {
            using var socket = await RawSocket.GreetAsync(server.TcpPort);
            await socket.SendAsync(begun);
            await socket.AssertClosedAsync();
        }
        else
        {
            using var socket = new System.Net.WebSockets.ClientWebSocket();
            await socket.ConnectAsync(server.Server.Endpoint, default);
            await socket.SendAsync(new byte[] { 1, 0 }, System.Net.WebSockets.WebSocketMessageType.Binary, true, default);
            await socket.ReceiveAsync(new byte[1], default);
            await socket.SendAsync(begun, System.Net.WebSockets.WebSocketMessageType.Binary, false, default);
            await TestSupport.Eventually.HoldsAsync(() => server.Server.Connections.Count == 1);
        }

        Assert.Equal(1, await other.ExecuteAsync(1));
    }
}
