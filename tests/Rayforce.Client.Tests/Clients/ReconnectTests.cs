using System.Collections.Concurrent;
using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests.Clients;

/// <summary>What becomes of the long-lived client when its server is away, and comes again.</summary>
public class ReconnectTests
{
    [Theory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    public async Task A_server_that_was_away_is_found_again_and_the_state_says_so(string scheme)
    {
        var states = new ConcurrentQueue<RayClientState>();
        var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        var (ports, url) = ((server.Server.Port, server.TcpPort), ClientTarget.Url(server, scheme, ClientTarget.Quickly));
        await using var client = new RayClient(url);
        client.StateChanged += (_, state) => states.Enqueue(state);
        Assert.Equal(1, await client.ExecuteAsync(1));

        var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
        await server.DisposeAsync();
        await reconnecting;
        // A server on its way down may let the client in once more, and loses it then with what it asks.
        var waiting = client.ExecuteAsync(2, new RayCallOptions { SafeToRepeat = true });
        await using var again = await ClientTarget.StartAtAsync(ports);
        Assert.Equal(2, await waiting);
        await client.WaitForStateAsync(RayClientState.Connected);
        await client.CloseAsync();

        await Eventually.HoldsAsync(() => states.LastOrDefault() == RayClientState.Closed);
        // A server on its way down may let the client in once more.
        Assert.Equal(RayClientState.Connected, states.First());
        Assert.Equal(
            states.Select((_, i) => i == states.Count - 1 ? RayClientState.Closed
                : i % 2 == 0 ? RayClientState.Connected : RayClientState.Reconnecting),
            states);
        Assert.True(states.Count >= 4);
    }

    [Fact]
    public async Task A_first_connect_that_fails_fails_the_call_and_the_next_call_tries_anew()
    {
        var port = ClientTarget.FreePort();
        await using var client = new RayClient($"rayforce://127.0.0.1:{port}?{ClientTarget.Quickly}");

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.ConnectFailed, failure.Reason);
        Assert.True(failure.IsTransient);
        Assert.False(failure.MayHaveRun);
        Assert.Equal(RayClientState.Connecting, client.State);
        await using var server = await ClientTarget.StartAtAsync((0, port));

        Assert.Equal(2, await client.ExecuteAsync(2));
    }

    [Fact]
    public async Task A_first_connect_is_tried_again_where_the_settings_say_so()
    {
        var port = ClientTarget.FreePort();
        await using var client = new RayClient($"rayforce://127.0.0.1:{port}?retryFirstConnect=true&{ClientTarget.Quickly}");
        var call = client.ExecuteAsync(1);
        var connected = client.WaitForStateAsync(RayClientState.Connected);
        await Task.Delay(200);
        Assert.False(call.IsCompleted);

        await using var server = await ClientTarget.StartAtAsync((0, port));

        Assert.Equal(1, await call);
        await connected;
    }

    [Fact]
    public async Task A_call_waits_for_a_connection_no_longer_than_the_settings_say()
    {
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{ClientTarget.FreePort()}?retryFirstConnect=true&connectionWait=300ms&{ClientTarget.Quickly}");

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));

        Assert.True(failure.IsTransient);
        Assert.False(failure.MayHaveRun);
        Assert.IsType<RayforceTcpException>(failure.InnerException);
    }

    [Fact]
    public async Task While_trying_again_cannot_help_calls_do_not_wait()
    {
        var isOpen = true;
        await using var server = FakeServer.StartAccepting(async accept =>
        {
            while (true)
            {
                using var client = await accept();
                await client.ReceiveAsync(2);
                await client.SendAsync(isOpen ? [3, 0] : [3, 1]);
                if (isOpen)
                    await client.ReceiveFrameAsync();
                isOpen = false;
            }
        });
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{ClientTarget.Quickly}");
        await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        Assert.Equal(ConnectionErrorReason.HandshakeFailed, failure.Reason);
        Assert.Equal(RayClientState.Reconnecting, client.State);
    }

    [Fact]
    public async Task Without_reconnecting_a_loss_closes_the_client()
    {
        await using var server = ClientTarget.StartLosing(lose: 1);
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?reconnect=false");
        await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        await client.WaitForStateAsync(RayClientState.Closed);

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.Closed, failure.Reason);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task After_so_many_attempts_it_gives_up()
    {
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{ClientTarget.FreePort()}?retryFirstConnect=true&maxReconnectAttempts=2&{ClientTarget.Quickly}");

        var call = client.ExecuteAsync(1);
        await client.WaitForStateAsync(RayClientState.Closed);

        await Assert.ThrowsAsync<RayforceClientException>(() => call);
    }

    [Fact]
    public async Task What_is_pushed_reaches_the_client_after_a_reconnect_too()
    {
        var pushed = new ConcurrentQueue<RayObject>();
        await using var server = FakeServer.StartAccepting(async accept =>
        {
            for (var i = 0; ; i++)
            {
                using var client = await accept();
                await client.ReceiveAsync(2);
                await client.SendAsync([3, 0]);
                var (_, request) = await client.ReceiveFrameAsync();
                await client.SendFrameAsync(i, MessageType.Async);
                await client.SendFrameAsync(request, MessageType.Response);
            }
        });
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{ClientTarget.Quickly}");
        client.Pushed += (_, value) => pushed.Enqueue(value);

        for (var i = 0; i < 2; i++)
        {
            var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
            Assert.Equal(7, await client.ExecuteAsync(7));
            await reconnecting;
        }

        Assert.Equal([0, 1], pushed.Select(value => value.As<long>()));
    }
}
