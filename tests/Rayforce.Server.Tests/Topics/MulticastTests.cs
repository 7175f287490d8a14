using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Topics;

/// <summary>Topics over both transports, as clients, programs and hosts see them.</summary>
public sealed class MulticastTests
{
    [Fact]
    public async Task A_host_s_publications_reach_subscribers_of_both_transports_and_wire_versions_in_their_order()
    {
        await using var running = await StartAsync();
        using var socket = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        using var tcp = await RawSocket.GreetAsync(running.TcpPort);
        await using var old = await running.ConnectTcpAsync(new RayTcpClientOptions { WireVersion = WireVersion.V1 });
        var pushed = new List<RayObject>();
        old.Pushed += (_, value) => pushed.Add(value);
        await socket.SendFrameAsync("(.mc.sub 'px)", MessageType.Sync);
        Assert.Equal(1L, (await socket.ReceiveFrameAsync()).Value);
        await tcp.SendFrameAsync("(.mc.sub 'px)");
        Assert.Equal(1L, (await tcp.ReceiveFrameAsync()).Value);
        Assert.Equal(1L, await old.ExecuteAsync("(.mc.sub \"px\")"));

        for (var number = 1L; number <= 3; number++)
            Assert.Equal(number, await running.Server.PublishAsync("px", new RayVector<long>([number, 2])));
        for (var number = 1L; number <= 3; number++)
        {
            var expected = Update("px", number, new RayVector<long>([number, 2]));
            var (header, value) = await socket.ReceiveFrameAsync();
            Assert.Equal(MessageType.Async, header.MessageType);
            Assert.Equal(expected, value);
            Assert.Equal(expected, (await tcp.ReceiveFrameAsync()).Value);
        }

        await Eventually.HoldsAsync(() => pushed.Count == 3);
        Assert.Equal(0, await running.Server.PublishAsync("other", 1L));
        await Assert.ThrowsAsync<ArgumentException>(async () => await running.Server.PublishAsync("px", RayNull.Instance));
    }

    [Fact]
    public async Task Many_publications_reach_everybody_each_as_a_message_in_the_order_in_which_they_were_made()
    {
        const int rounds = 300;
        await using var running = await StartAsync();
        using var plain = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        using var tcp = await RawSocket.GreetAsync(running.TcpPort);
        await using var old = await running.ConnectTcpAsync(new RayTcpClientOptions { WireVersion = WireVersion.V1 });
        var pushed = new List<RayObject>();
        old.Pushed += (_, value) => pushed.Add(value);
        foreach (var topic in new[] { "a", "b" })
        {
            await plain.SendFrameAsync($"(.mc.sub \"{topic}\")", MessageType.Sync);
            Assert.Equal(1L, (await plain.ReceiveFrameAsync()).Value);
            await tcp.SendFrameAsync($"(.mc.sub \"{topic}\")");
            Assert.Equal(1L, (await tcp.ReceiveFrameAsync()).Value);
            Assert.Equal(1L, await old.ExecuteAsync($"(.mc.sub \"{topic}\")"));
        }

        // Three and two of each topic in turn, of different sizes: some have headers of two bytes, some of four.
        await using var publisher = await running.ConnectTcpAsync();
        await publisher.ExecuteAsync(
            $"(map (fn [i] (do (map (fn [j] (.mc.pub \"a\" (til j))) [0 1 40]) (map (fn [j] (.mc.pub \"b\" (til j))) [2 70]))) (til {rounds}))");
        var (first, second) = (0L, 0L);
        var expected = Enumerable.Range(0, rounds).SelectMany(_ => new[]
        {
            Update("a", ++first, Numbers(0)), Update("a", ++first, Numbers(1)), Update("a", ++first, Numbers(40)),
            Update("b", ++second, Numbers(2)), Update("b", ++second, Numbers(70)),
        }).ToList();

        foreach (var update in expected)
        {
            Assert.Equal(update, (await plain.ReceiveFrameAsync()).Value);
            Assert.Equal(update, (await tcp.ReceiveFrameAsync()).Value);
        }

        await Eventually.HoldsAsync(() => pushed.Count == expected.Count);
        Assert.Equal(5L * rounds, await StatisticAsync(publisher, "published"));
        Assert.Equal(3 * 5L * rounds, await StatisticAsync(publisher, "delivered"));
        // One form for both clients that speak version 3, and one for the third.
        Assert.Equal(2 * 5L * rounds, await StatisticAsync(publisher, "framed"));

        static RayVector<long> Numbers(int count) => new(Enumerable.Range(0, count).Select(n => (long)n).ToArray());
    }

    [Fact]
    public async Task A_server_that_does_not_run_publishes_nothing()
    {
        await using var server = new WSServer(0);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await server.PublishAsync("px", 1L));
    }

    [Theory]
    [InlineData("(.mc.sub 'px)", "domain")]
    [InlineData("(.mc.unsub 'px)", "domain")]
    [InlineData("(.mc.pub 'px 1)", "domain")]
    [InlineData("(.ipc.send 2 1)", "io")]
    [InlineData("(.ipc.post 2 1)", "io")]
    public async Task Without_the_subprotocol_there_is_no_connection_to_push_to(string source, string code)
    {
        await using var running = await StartAsync();
        using var tcp = await RawSocket.GreetAsync(running.TcpPort);
        using var client = await RawClient.ConnectAsync(running.Server);
        await client.SendFrameAsync(source);
        Assert.StartsWith(code + ": ", ((RayString)(await client.ReceiveFrameAsync()).Value).Value, StringComparison.Ordinal);
        await client.SendFrameAsync("(.ipc.handle)");
        Assert.Equal(-1L, (await client.ReceiveFrameAsync()).Value);
        await client.SendFrameAsync("(set .ipc.on.sync (fn [x] 'hooked))");
        Assert.IsType<RayLambda>((await client.ReceiveFrameAsync()).Value);
        await client.SendFrameAsync("1");
        Assert.Equal(1L, (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task Subscriptions_are_bounded_for_one_and_for_all_and_so_are_names()
    {
        await using var running = await StartAsync(options => options with { MaxSubscriptions = 3, MaxTotalSubscriptions = 5 });
        await using var first = await running.ConnectTcpAsync();
        await using var second = await running.ConnectTcpAsync();
        Assert.Equal("limit", await CodeAsync(first, $"(.mc.sub \"{new string('x', 1025)}\")"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(1L, await first.ExecuteAsync($"(.mc.sub \"t{i}\")"));
        Assert.Equal("limit", await CodeAsync(first, "(.mc.sub \"t3\")"));
        Assert.Equal(1L, await first.ExecuteAsync("(.mc.sub \"t2\")"));
        Assert.Equal(1L, await second.ExecuteAsync("(.mc.sub \"t0\")"));
        Assert.Equal(1L, await second.ExecuteAsync("(.mc.sub \"t1\")"));
        Assert.Equal("limit", await CodeAsync(second, "(.mc.sub \"t2\")"));
        await first.ExecuteAsync("(.mc.unsub \"t2\")");
        Assert.Equal(1L, await second.ExecuteAsync("(.mc.sub \"t2\")"));
        Assert.Equal(5L, await StatisticAsync(first, "subscriptions"));
        await second.CloseAsync();
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 1);
        Assert.Equal(2L, await StatisticAsync(first, "subscriptions"));
        Assert.Equal(2L, await StatisticAsync(first, "topics"));
    }

    internal static RayList Update(string topic, long number, RayObject value) => new(
        new RaySymbol("upd"), new RayString(topic), number, new RayList(new RaySymbol("quote"), value));

    internal static async Task<RayObject> StatisticAsync(RayConnection connection, string name) =>
        await connection.ExecuteAsync($"(at (.mc.stats) '{name})");

    private static async Task<string> CodeAsync(RayConnection connection, string source) =>
        (await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync(source))).Code;

    private static Task<RunningServer> StartAsync(Func<WSServerOptions, WSServerOptions>? configure = null) =>
        RunningServer.StartWithTcpAsync(engine: new RayfallEngine(), configure);
}
