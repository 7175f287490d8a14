using System.Net.WebSockets;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Gateway;

/// <summary>Clients of the gateway with an upstream connection of their own.</summary>
public sealed class OwnUpstreamTests
{
    [Fact]
    public async Task Pushes_and_questions_of_the_upstream_reach_the_client_that_they_are_for()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var first = await gateway.ConnectAsync();
        using var second = await gateway.ConnectAsync();
        var handles = new List<RayObject>();
        foreach (var client in new[] { first, second })
        {
            await client.SendFrameAsync("(.ipc.handle)", MessageType.Sync);
            handles.Add((await client.ReceiveFrameAsync()).Value);
        }

        Assert.NotEqual(handles[0], handles[1]);
        await first.SendFrameAsync("(.mc.sub 'px)", MessageType.Sync);
        Assert.Equal(1L, (await first.ReceiveFrameAsync()).Value);
        await second.SendFrameAsync("(.mc.pub 'px [1 2 3])", MessageType.Sync);
        Assert.Equal(1L, (await second.ReceiveFrameAsync()).Value);
        var (header, pushed) = await first.ReceiveFrameAsync();
        Assert.Equal(MessageType.Async, header.MessageType);
        Assert.Equal(Topics.MulticastTests.Update("px", 1, new RayVector<long>([1L, 2, 3])), pushed);

        await second.SendFrameAsync("(+ 1 (.ipc.send (.ipc.handle) \"how many\"))", MessageType.Sync);
        (header, var question) = await second.ReceiveFrameAsync();
        Assert.Equal((MessageType.Sync, (RayObject)"how many"), (header.MessageType, question));
        await second.SendFrameAsync(41L, MessageType.Response);
        Assert.Equal(42L, (await second.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task A_version_1_client_of_a_version_3_upstream_gets_its_pushes_in_version_1()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = await gateway.ConnectAsync();
        await client.SendFrameAsync("(.mc.sub \"px\")", MessageType.Sync, WireVersion.V1);
        Assert.Equal(1L, (await client.ReceiveFrameAsync()).Value);
        using var publisher = await RawSocket.GreetAsync(gateway.Upstream.TcpPort);
        await publisher.SendFrameAsync("(.mc.pub 'px 7)");
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal(WireVersion.V1, header.Version);
        Assert.Equal(7L, ((RayList)((RayList)value)[3])[1]);
    }

    [Fact]
    public async Task Hooks_of_the_upstream_see_the_client_come_post_and_go()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var watching = await RawSocket.GreetAsync(gateway.Upstream.TcpPort);
        await watching.SendFrameAsync(
            "(do (set seen (list)) (set .ipc.on.open (fn [h] (set seen (concat seen 'came)))) "
            + "(set .ipc.on.async (fn [m] (set seen (concat seen 'posted)))) "
            + "(set .ipc.on.close (fn [h] (set seen (concat seen 'left)))) 0)");
        await watching.ReceiveFrameAsync();
        using (var client = await gateway.ConnectAsync())
        {
            await client.SendFrameAsync("1", MessageType.Async);
            await client.SendFrameAsync("2", MessageType.Sync);
            Assert.Equal(2L, (await client.ReceiveFrameAsync()).Value);
        }

        var seen = "";
        for (var i = 0; i < 1000 && !seen.Contains("left", StringComparison.Ordinal); i++)
        {
            await Task.Delay(10);
            await watching.SendFrameAsync("(format \"%\" seen)");
            seen = ((RayString)(await watching.ReceiveFrameAsync()).Value).Value;
        }

        Assert.Equal("[came posted left]", seen);
    }

    [Fact]
    public async Task A_client_whose_upstream_connection_is_lost_is_told_so_and_its_own_ends()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = await gateway.ConnectAsync();
        await client.SendFrameAsync("1", MessageType.Sync);
        await client.ReceiveFrameAsync();
        foreach (var connection in gateway.Upstream.Server.Connections)
            connection.Close();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
        Assert.Contains("upstream", client.Socket.CloseStatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_that_is_not_there_is_an_error_io_and_the_end()
    {
        var engine = new UpstreamEngine(new Uri("rayforce://127.0.0.1:1"));
        await using var gateway = await RunningServer.StartAsync(engine);
        using var client = await TestGateway.ConnectAsync(gateway);
        await client.SendFrameAsync("1", MessageType.Sync);
        if (await client.ReceiveAsync() is { } reply)
            Assert.Equal("io", Assert.IsType<RayError>(ReplyPayload.Read(reply.AsSpan(FrameHeader.Size), WireVersion.V3)).Code);
    }

    [Fact]
    public async Task Their_number_is_bounded_and_the_others_share_theirs()
    {
        await using var gateway = await TestGateway.StartAsync(most: 2);
        using var first = await gateway.ConnectAsync();
        using (var second = await gateway.ConnectAsync())
            Assert.Contains("503", await RefusalAsync(gateway, "?upstream=own", subprotocol: true), StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => gateway.Server.Server.Connections.Count == 1);
        using var again = await Eventually.SucceedsAsync(() => gateway.ConnectAsync());
        using var shared = await RawClient.ConnectAsync(gateway.Server.Server, subprotocol: true);
        await shared.SendFrameAsync("1", MessageType.Sync);
        Assert.Equal(1L, (await shared.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task Without_the_subprotocol_there_is_none_to_be_had()
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Contains("400", await RefusalAsync(gateway, "?upstream=own", subprotocol: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_without_connections_takes_no_notice()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine());
        using var client = await TestGateway.ConnectAsync(running);
        await client.SendFrameAsync("1", MessageType.Sync);
        Assert.Equal(1L, (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task Restricted_requests_are_refused_there_too()
    {
        await using var upstream = await RunningServer.StartWithTcpAsync(new RayfallEngine());
        var engine = new UpstreamEngine(new Uri($"rayforce://127.0.0.1:{upstream.TcpPort}"));
        await using var gateway = await RunningServer.StartAsync(engine, options => options with { Restricted = true });
        using var client = await TestGateway.ConnectAsync(gateway);
        await client.SendFrameAsync("1", MessageType.Sync);
        Assert.Equal("access", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
    }

    private static async Task<string> RefusalAsync(TestGateway gateway, string query, bool subprotocol) =>
        (await Assert.ThrowsAsync<WebSocketException>(
            () => RawClient.ConnectAsync(gateway.Server.Server, subprotocol, query: query))).Message;

    private sealed class TestGateway(RunningServer upstream, UpstreamEngine engine, RunningServer server) : IAsyncDisposable
    {
        public RunningServer Upstream => upstream;

        public RunningServer Server => server;

        public static async Task<TestGateway> StartAsync(int most = 64)
        {
            var upstream = await RunningServer.StartWithTcpAsync(new RayfallEngine());
            var engine = new UpstreamEngine(
                new Uri($"rayforce://127.0.0.1:{upstream.TcpPort}"), new UpstreamEngineOptions { MaxOwnConnections = most });
            return new TestGateway(upstream, engine, await RunningServer.StartAsync(engine));
        }

        public static Task<RawClient> ConnectAsync(RunningServer server) =>
            RawClient.ConnectAsync(server.Server, subprotocol: true, query: "?upstream=own");

        public Task<RawClient> ConnectAsync() => ConnectAsync(server);

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await engine.DisposeAsync();
            await upstream.DisposeAsync();
        }
    }
}
