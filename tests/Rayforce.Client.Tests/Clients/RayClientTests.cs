using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using static Rayforce.Queries.Query;

namespace Rayforce.Client.Tests.Clients;

/// <summary>The long-lived client over both transports, and what becomes of it when servers come and go.</summary>
public class RayClientTests
{
    private const string Quickly = "reconnectDelay=10ms&maxReconnectDelay=100ms";

    [Theory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    public async Task It_asks_in_every_way(string scheme)
    {
        await using var server = await RunningServer.StartWithTcpAsync(new RayfallEngine());
        await using var client = new RayClient(Url(server, scheme));

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

    [Theory]
    [InlineData("rayforce", 1)]
    [InlineData("rayforce", 4)]
    [InlineData("ws", 1)]
    [InlineData("ws", 4)]
    public async Task Many_callers_at_once_each_get_their_own_reply(string scheme, int poolSize)
    {
        await using var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        await using var client = new RayClient(Url(server, scheme, $"poolSize={poolSize}"));

        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                Assert.Equal((caller * 1000) + i, await client.ExecuteAsync<long>(new RayAtom<long>((caller * 1000) + i)));
        })));

        Assert.InRange(server.Server.Connections.Count, 1, poolSize);
    }

    [Fact]
    public async Task It_connects_only_when_it_is_needed_and_once()
    {
        await using var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        await using var client = new RayClient(Url(server, "rayforce"));
        Assert.Empty(server.Server.Connections);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ExecuteAsync(1)));

        Assert.Single(server.Server.Connections);
    }

    [Theory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    public async Task A_server_that_was_away_is_found_again_and_the_state_says_so(string scheme)
    {
        var states = new ConcurrentQueue<RayClientState>();
        var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        var (ports, url) = ((server.Server.Port, server.TcpPort), Url(server, scheme, Quickly));
        await using var client = new RayClient(url);
        client.StateChanged += (_, state) => states.Enqueue(state);
        Assert.Equal(1, await client.ExecuteAsync(1));

        var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
        await server.DisposeAsync();
        await reconnecting;
        // A server on its way down may let the client in once more, and loses it then with what it asks.
        var waiting = client.ExecuteAsync(2, new RayCallOptions { SafeToRepeat = true });
        await using var again = await StartAtAsync(ports);
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
        var port = FreePort();
        await using var client = new RayClient($"rayforce://127.0.0.1:{port}?{Quickly}");

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.ConnectFailed, failure.Reason);
        Assert.True(failure.IsTransient);
        Assert.False(failure.MayHaveRun);
        Assert.Equal(RayClientState.Connecting, client.State);
        await using var server = await StartAtAsync((0, port));

        Assert.Equal(2, await client.ExecuteAsync(2));
    }

    [Fact]
    public async Task A_first_connect_is_tried_again_where_the_settings_say_so()
    {
        var port = FreePort();
        await using var client = new RayClient($"rayforce://127.0.0.1:{port}?retryFirstConnect=true&{Quickly}");
        var call = client.ExecuteAsync(1);
        var connected = client.WaitForStateAsync(RayClientState.Connected);
        await Task.Delay(200);
        Assert.False(call.IsCompleted);

        await using var server = await StartAtAsync((0, port));

        Assert.Equal(1, await call);
        await connected;
    }

    [Fact]
    public async Task A_call_waits_for_a_connection_no_longer_than_the_settings_say()
    {
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{FreePort()}?retryFirstConnect=true&connectionWait=300ms&{Quickly}");

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));

        Assert.True(failure.IsTransient);
        Assert.False(failure.MayHaveRun);
        Assert.IsType<RayforceTcpException>(failure.InnerException);
    }

    [Fact]
    public async Task Of_several_servers_the_one_that_is_there_is_taken()
    {
        await using var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        foreach (var order in new[] { "inOrder", "random" })
        {
            await using var client = new RayClient(
                $"rayforce://127.0.0.1:{FreePort()},127.0.0.1:{FreePort()},127.0.0.1:{server.TcpPort}?hostOrder={order}");
            Assert.Equal(1, await client.ExecuteAsync(1));
        }
    }

    [Fact]
    public async Task When_none_of_several_servers_is_there_the_message_names_all()
    {
        var (one, other) = (FreePort(), FreePort());
        await using var client = new RayClient($"rayforce://127.0.0.1:{one},127.0.0.1:{other}");

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));

        Assert.Contains($"127.0.0.1:{one}", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{other}", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task In_order_the_first_server_is_taken_as_long_as_it_is_there_and_then_its_stand_in()
    {
        var first = await RunningServer.StartWithTcpAsync(Saying("first"));
        await using var second = await RunningServer.StartWithTcpAsync(Saying("second"));
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{first.TcpPort},127.0.0.1:{second.TcpPort}?{Quickly}");
        Assert.Equal("first", await client.ExecuteAsync("who"));

        var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
        await first.DisposeAsync();
        await reconnecting;

        // A server on its way down may let a client in once more, and loses it then.
        await Eventually.SucceedsAsync(async () =>
        {
            Assert.Equal("second", await client.ExecuteAsync("who"));
            return true;
        });
    }

    [Fact]
    public async Task What_was_in_flight_fails_and_says_that_it_may_have_run()
    {
        await using var server = LosingServer(lose: 1);
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        Assert.Equal(ConnectionErrorReason.Closed, failure.Reason);
        Assert.True(failure.IsTransient);
        Assert.True(failure.MayHaveRun);
        Assert.Equal(2, await client.ExecuteAsync(2));
    }

    [Fact]
    public async Task What_is_safe_to_repeat_is_repeated_once()
    {
        var safe = new RayCallOptions { SafeToRepeat = true };
        await using var server = LosingServer(lose: 3);
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");

        await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1, safe));
        Assert.Equal(2, await client.ExecuteAsync(2, safe));
    }

    [Fact]
    public async Task A_batched_read_that_is_safe_to_repeat_is_repeated_before_its_first_batch()
    {
        await using var server = LosingServer(
            lose: 1, _ => RayTable.FromColumns(("a", new long[] { 1, 2, 3, 4, 5 })));
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");

        var batches = await client.ExecuteBatchesAsync("t", 2, new RayCallOptions { SafeToRepeat = true }).ToListAsync();

        Assert.Equal([2, 2, 1], batches.Select(batch => batch.RowCount));
        Assert.Equal([1, 2, 3, 4, 5], batches.SelectMany(batch => batch.Column<long>("a").ToArray()));
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
        await using var client = new RayClient(Url(server, "rayforce"));
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
    public async Task Credentials_and_options_are_asked_for_anew_at_each_connect()
    {
        var accepted = new ConcurrentQueue<string>();
        await using var server = FakeServer.StartAccepting(async accept =>
        {
            for (var i = 0; i < 3; i++)
            {
                using var client = await accept();
                Assert.Equal([3, 0], await client.ReceiveAsync(2));
                await client.SendAsync([3, 1]);
                var length = (await client.ReceiveAsync(1))[0];
                accepted.Enqueue(System.Text.Encoding.UTF8.GetString(await client.ReceiveAsync(length)).TrimEnd('\0'));
                await client.SendAsync([0]);
                await client.ReceiveFrameAsync();
            }
        });
        var (asked, configured) = (0, 0);
        await using var client = new RayClient(
            RayClientSettings.Parse($"rayforce://127.0.0.1:{server.Port}?{Quickly}") with
            {
                CredentialsProvider = _ => new ValueTask<string?>($"bob:{++asked}"),
                ConnectionProvider = _ =>
                {
                    configured++;
                    return new ValueTask<RayClientOptions>(new RayClientOptions { CallTimeout = TimeSpan.FromMinutes(1) });
                },
            });

        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        Assert.Equal(["bob:1", "bob:2", "bob:3"], accepted);
        Assert.True(configured >= 3);
    }

    [Fact]
    public async Task A_provider_that_fails_fails_the_connect_with_its_reason()
    {
        await using var client = new RayClient(RayClientSettings.Parse("rayforce://127.0.0.1:1") with
        {
            CredentialsProvider = _ => throw new InvalidOperationException("The vault is shut."),
        });

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));

        Assert.Contains("The vault is shut.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob:s3cret", true)]
    [InlineData("b%40b:p%3Aw%2Fd", true)]
    [InlineData("wrong", false)]
    public async Task Credentials_of_a_connection_string_reach_every_server(string credentials, bool isRight)
    {
        foreach (var scheme in new[] { "rayforce", "ws" })
        {
            await using var server = await RunningServer.StartWithTcpAsync(
                FakeEngine.Echo(),
                options => options with { Password = Uri.UnescapeDataString(credentials[(credentials.IndexOf(':') + 1)..]) + (isRight ? "" : "!") });
            var port = scheme == "ws" ? server.Server.Port : server.TcpPort;
            await using var client = new RayClient($"{scheme}://{credentials}@127.0.0.1:{port}");
            if (isRight)
            {
                Assert.Equal(1, await client.ExecuteAsync(1));
                continue;
            }

            var failure = await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => client.ExecuteAsync(1));
            Assert.False(failure.IsTransient);
        }
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
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");
        await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        Assert.Equal(ConnectionErrorReason.HandshakeFailed, failure.Reason);
        Assert.Equal(RayClientState.Reconnecting, client.State);
    }

    [Fact]
    public async Task Without_reconnecting_a_loss_closes_the_client()
    {
        await using var server = LosingServer(lose: 1);
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
            $"rayforce://127.0.0.1:{FreePort()}?retryFirstConnect=true&maxReconnectAttempts=2&{Quickly}");

        var call = client.ExecuteAsync(1);
        await client.WaitForStateAsync(RayClientState.Closed);

        await Assert.ThrowsAsync<RayforceClientException>(() => call);
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
        var client = new RayClient(Url(server, "rayforce"));
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
            $"rayforce://127.0.0.1:{FreePort()}?retryFirstConnect=true&{Quickly}");
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
        await using var client = new RayClient(Url(server, "rayforce"));
        var call = client.ExecuteAsync("slowly");
        await client.WaitForStateAsync(RayClientState.Connected);

        await client.PingAsync();

        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task A_pool_opens_another_connection_when_the_others_are_busy()
    {
        var go = new TaskCompletionSource();
        await using var server = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, _) =>
            {
                await go.Task;
                return request;
            }));
        await using var client = new RayClient(Url(server, "rayforce", "poolSize=3"));
        List<Task<RayObject>> calls = [client.ExecuteAsync(0)];
        await client.WaitForStateAsync(RayClientState.Connected);
        await Eventually.HoldsAsync(() =>
        {
            // A connection that is new takes the next call, and the one after that opens another.
            calls.Add(client.ExecuteAsync(calls.Count));
            return server.Server.Connections.Count == 3;
        });
        for (var i = 0; i < 3; i++)
            calls.Add(client.ExecuteAsync(calls.Count));

        go.SetResult();

        await Task.WhenAll(calls);
        Assert.Equal(3, server.Server.Connections.Count);
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
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");
        client.Pushed += (_, value) => pushed.Enqueue(value);

        for (var i = 0; i < 2; i++)
        {
            var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
            Assert.Equal(7, await client.ExecuteAsync(7));
            await reconnecting;
        }

        Assert.Equal([0, 1], pushed.Select(value => value.As<long>()));
    }

    internal static string Url(RunningServer server, string scheme, string options = "") =>
        $"{scheme}://127.0.0.1:{(scheme == "ws" ? server.Server.Port : server.TcpPort)}?{options}";

    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static FakeEngine Saying(string text) => new((_, _) => Task.FromResult<RayObject>(text));

    private static Task<RunningServer> StartAtAsync((int WebSocket, int Tcp) ports, IRayEngine? engine = null) =>
        RunningServer.StartAtAsync(ports.WebSocket, engine ?? FakeEngine.Echo(), options => options with { TcpPort = ports.Tcp });

    /// <summary>A server that closes instead of answering, so many times, and then echoes.</summary>
    private static FakeServer LosingServer(int lose, Func<RayObject, RayObject>? answer = null) =>
        FakeServer.StartAccepting(async accept =>
        {
            while (true)
            {
                using var client = await accept();
                Assert.Equal([3, 0], await client.ReceiveAsync(2));
                await client.SendAsync([3, 0]);
                while (true)
                {
                    var (_, request) = await client.ReceiveFrameAsync();
                    if (lose-- > 0)
                        break;
                    await client.SendFrameAsync(answer is null ? request : answer(request), MessageType.Response);
                }
            }
        });
}
