using System.Net;
using Rayforce.Client;
using Rayforce.Samples.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Samples.Tests;

/// <summary>The sample as a reader would run it: a process before two servers.</summary>
public sealed class ScaleOutTests
{
    private static readonly RayString One = new("one");
    private static readonly RayString Two = new("two");

    [Fact]
    public async Task By_itself_it_serves_what_its_settings_name_and_spreads_the_clients()
    {
        await using var proxy = await RunningProxy.StartAsync();
        await using var first = await proxy.ConnectAsync();
        await using var second = await proxy.ConnectAsync();

        RayObject[] servers = [await first.ExecuteAsync("server"), await second.ExecuteAsync("server")];

        Assert.Equal(3L, await first.ExecuteAsync("(+ 1 2)"));
        Assert.Contains(One, servers);
        Assert.Contains(Two, servers);
    }

    [Fact]
    public async Task A_client_that_keeps_cookies_comes_back_to_its_server_though_the_other_has_less_to_do()
    {
        await using var one = await NamedServer.StartAsync(One);
        await using var two = await NamedServer.StartAsync(Two);
        await using var proxy = await RunningProxy.StartAsync(one.Endpoint, two.Endpoint);
        var cookies = new CookieContainer();
        await using var first = await proxy.ConnectAsync(cookies);
        var home = await first.ExecuteAsync("server");
        await using var second = await proxy.ConnectAsync(cookies);

        for (var time = 0; time < 3; time++)
        {
            await using var again = await proxy.ConnectAsync(cookies);
            Assert.Equal(home, await again.ExecuteAsync("server"));
        }

        await using var stranger = await proxy.ConnectAsync();
        Assert.NotEqual(home, await stranger.ExecuteAsync("server"));
    }

    [Fact]
    public async Task Passwords_and_origins_are_checked_by_the_servers_behind_it()
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { Password = "secret" });
        await using var proxy = await RunningProxy.StartAsync(running.Server.Endpoint);
        var authority = proxy.Endpoint.Authority;
        var welcome = new Uri($"ws://anna:secret@{authority}");

        // A page that the proxy itself has served is the servers' own, whatever their addresses.
        await using (var connection = await new WSClient(welcome, FromPageOf($"http://{authority}")).ConnectAsync())
            Assert.Equal("hello", await connection.ExecuteAsync("hello"));
        await AssertRefusedAsync(new WSClient(welcome, FromPageOf("http://evil.example")), "no pages of");
        await AssertRefusedAsync(new WSClient(proxy.Endpoint), "401");

        static WSClientOptions FromPageOf(string origin) =>
            new() { Headers = new Dictionary<string, string> { ["Origin"] = origin } };

        static async Task AssertRefusedAsync(WSClient client, string words)
        {
            var refusal = await Assert.ThrowsAsync<RayforceWSException>(() => client.ConnectAsync());
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task When_a_server_stops_its_clients_find_the_other_and_the_others_notice_nothing()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await NamedServer.StartAsync(One, asked);
        await using var two = await NamedServer.StartAsync(Two);
        await using var proxy = await RunningProxy.StartAsync(one.Endpoint, two.Endpoint);
        var address = one.Endpoint;
        await proxy.HasToldAsync(address, "Healthy");
        CookieContainer[] cookies = [new(), new()];
        await using var first = await proxy.ConnectAsync(cookies[0]);
        await using var second = await proxy.ConnectAsync(cookies[1]);
        // Which server comes first is the proxy's choice.
        var isOnOne = One.Equals(await first.ExecuteAsync("server"));
        var (unlucky, lucky) = isOnOne ? (first, second) : (second, first);
        var other = Assert.Single(two.Connections);
        var steady = SteadyClient.Start(lucky, Two);
        var underWay = unlucky.ExecuteAsync(NamedServer.Endless);
        await asked.Task;

        await one.StopAsync();

        // A server that stops in good order answers what it gives up, and then closes.
        Assert.Equal("cancel", (await Assert.ThrowsAsync<RayforceQueryException>(() => underWay)).Code);
        await Eventually.HoldsAsync(() => !unlucky.IsOpen);
        var lost = await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => unlucky.ExecuteAsync("server"));
        Assert.Equal(ConnectionErrorReason.Closed, lost.Reason);
        await using var again = await Eventually.SucceedsAsync(() => proxy.ConnectAsync(cookies[isOnOne ? 0 : 1]));
        Assert.Equal(Two, await again.ExecuteAsync("server"));
        await proxy.HasToldAsync(address, "Unhealthy");
        await steady.IsAnsweredAsync();

        await using var back = await NamedServer.StartAsync(One, port: address.Port);
        await proxy.HasToldAsync(address, "Healthy", times: 2);
        await using var stranger = await proxy.ConnectAsync();
        Assert.Equal(One, await stranger.ExecuteAsync("server"));

        await steady.IsAnsweredAsync();
        await steady.StopAsync();
        Assert.True(lucky.IsOpen);
        Assert.Contains(other, two.Connections);
    }

    [Fact]
    public async Task When_a_server_is_killed_its_requests_fail_and_its_clients_find_the_other()
    {
        const string Served = "Rayforce WebSocket served on ";
        await using var one = new RunningProgram("rayforce.dll", "serve", "--port", "0");
        await using var two = new RunningProgram("rayforce.dll", "serve", "--port", "0");
        Uri[] addresses = [new(await one.ReadAsync(Served)), new(await two.ReadAsync(Served))];
        await using (var direct = await new WSClient(addresses[0]).ConnectAsync())
            await direct.ExecuteAsync("(set server \"one\")");
        await using (var direct = await new WSClient(addresses[1]).ConnectAsync())
            await direct.ExecuteAsync("(set server \"two\")");
        await using var proxy = await RunningProxy.StartAsync(addresses);
        CookieContainer[] cookies = [new(), new()];
        await using var first = await proxy.ConnectAsync(cookies[0]);
        await using var second = await proxy.ConnectAsync(cookies[1]);
        var isOnOne = One.Equals(await first.ExecuteAsync("server"));
        var (unlucky, lucky) = isOnOne ? (first, second) : (second, first);
        var steady = SteadyClient.Start(lucky, Two);
        var doomed = SteadyClient.Start(unlucky, One);
        await doomed.IsAnsweredAsync();

        await one.KillAsync();

        var lost = await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => doomed.Asking);
        Assert.Equal(ConnectionErrorReason.Closed, lost.Reason);
        await using var again = await Eventually.SucceedsAsync(() => proxy.ConnectAsync(cookies[isOnOne ? 0 : 1]));
        Assert.Equal(Two, await again.ExecuteAsync("server"));
        await steady.IsAnsweredAsync();
        await steady.StopAsync();
    }
}
