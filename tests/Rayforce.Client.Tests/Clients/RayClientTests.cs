using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using static Rayforce.Queries.Query;

namespace Rayforce.Client.Tests.Clients;

/// <summary>The long-lived client over both transports: how it is asked, and how it ends.</summary>
public class RayClientTests
{
    [Theory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    public async Task It_asks_in_every_way(string scheme)
    {
        await using var server = await RunningServer.StartWithTcpAsync(new RayfallEngine());
        await using var client = new RayClient(ClientTarget.Url(server, scheme));

        Assert.Equal(RayClientState.Connecting, client.State);
        Assert.Equal(3, await client.ExecuteAsync("(+ 1 2)"));
        Assert.Equal(RayClientState.Connected, client.State);
        Assert.Equal(3, await client.ExecuteAsync<long>(new RayList(new RaySymbol("+"), 1, 2)));
        await client.PostAsync("(set x 42)");
        Assert.Equal(42, await client.ExecuteAsync<long>("x"));
        Assert.Equal(
            new RayVerboseReply("hi\n", RayNull.Instance), await client.ExecuteVerboseAsync("(println \"hi\")"));
        await client.ExecuteAsync("(set t (table [a] (list [1 2 3 4 5])))");
        Assert.Equal(5, await client.ExecuteAsync<long>(Call("count", Table("t"))));
        Assert.Equal(WireVersion.V3, (await client.ConnectAsync()).WireVersion);
        await client.PingAsync();
        await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(undefined_fn 1)"));
    }

    [Fact]
    public async Task It_connects_only_when_it_is_needed_and_once()
    {
        await using var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        await using var client = new RayClient(ClientTarget.Url(server, "rayforce"));
        Assert.Empty(server.Server.Connections);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ExecuteAsync(1)));

        Assert.Single(server.Server.Connections);
    }

    [Fact]
    public async Task A_call_has_a_time_out_of_its_own_and_may_have_run_then()
    {
        await using var server = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return 1;
            }));
        await using var client = new RayClient(ClientTarget.Url(server, "rayforce"));
        var shortly = new RayCallOptions { Timeout = TimeSpan.FromMilliseconds(200) };

        var failures = new[]
        {
            await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => client.ExecuteAsync(1, shortly)),
            await Assert.ThrowsAnyAsync<RayforceConnectionException>(
                () => client.ExecuteBatchesAsync(1, 2, shortly).ToListAsync().AsTask()),
        };

        Assert.All(failures, failure => Assert.Equal(ConnectionErrorReason.TimedOut, failure.Reason));
        Assert.All(failures, failure => Assert.True(failure.MayHaveRun));
    }

    [Fact]
    public async Task Closing_fails_what_waits_and_every_later_call()
    {
        await using var server = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return 1;
            }));
        var client = new RayClient(ClientTarget.Url(server, "rayforce"));
        var call = client.ExecuteAsync(1);
        await client.WaitForStateAsync(RayClientState.Connected);
        var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);

        await client.CloseAsync();
        await client.DisposeAsync();

        await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => call);
        await Assert.ThrowsAsync<RayforceClientException>(() => reconnecting);
        await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));
        await Assert.ThrowsAsync<RayforceClientException>(() => client.PingAsync());
        await Assert.ThrowsAsync<RayforceClientException>(() => client.SubscribeAsync("t").ToListAsync().AsTask());
        await client.WaitForStateAsync(RayClientState.Closed);
    }

    [Fact]
    public async Task A_cancelled_call_ends_also_while_there_is_no_connection()
    {
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{ClientTarget.FreePort()}?retryFirstConnect=true&{ClientTarget.Quickly}");
        using var cancellation = new CancellationTokenSource();
        var call = client.ExecuteAsync(1, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_ping_does_not_wait_behind_a_call()
    {
        await using var server = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, token) =>
            {
                if (request is RayString)
                    await Task.Delay(Timeout.Infinite, token);
                return request;
            }));
        await using var client = new RayClient(ClientTarget.Url(server, "rayforce"));
        var call = client.ExecuteAsync("slowly");
        await client.WaitForStateAsync(RayClientState.Connected);

        await client.PingAsync();

        Assert.False(call.IsCompleted);
    }
}
