using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests;

/// <summary>Requests that a server sends to its client.</summary>
public sealed class RequestHandlerTests
{
    [Fact]
    public async Task A_handler_answers_what_the_server_asks_while_calls_go_on()
    {
        var release = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.SendFrameAsync("one");
            await client.SendFrameAsync("two");
            // The handler has not answered, and a call is served all the same.
            var (_, value) = await client.ReceiveFrameAsync();
            await client.SendFrameAsync(value, MessageType.Response);
            release.SetResult();
            Assert.Equal((MessageType.Response, "one, answered"), await ReceiveAsync());
            Assert.Equal((MessageType.Response, "two, answered"), await ReceiveAsync());

            async Task<(MessageType, RayObject)> ReceiveAsync()
            {
                var (header, answer) = await client.ReceiveFrameAsync();
                return (header.MessageType, answer);
            }
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = async (request, cancellationToken) =>
            {
                await release.Task.WaitAsync(cancellationToken);
                return $"{(string)request}, answered";
            },
        });
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await server.Done;
    }

    [Fact]
    public async Task What_a_handler_throws_is_the_reply()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            foreach (var (request, code) in new[] { ("query", "type"), ("any", "user") })
            {
                await client.SendFrameAsync(request);
                Assert.Equal(code, Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
            }
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = (request, _) => (string)request switch
            {
                "query" => throw new RayforceQueryException(new RayError("type")),
                _ => throw new InvalidOperationException("the handler's own trouble"),
            },
        });
        await server.Done;
    }

    [Fact]
    public async Task A_server_that_asks_without_waiting_for_answers_loses_the_connection()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            for (var i = 0; i < 100; i++)
                await client.SendFrameAsync(i);
            // The call may have been sent before the connection was given up: what comes is read, or a reset would
            // overtake the requests.
            while (!await client.IsClosedAsync())
            {
            }
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return 1;
            },
        });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
    }

    [Fact]
    public async Task With_a_handler_calls_go_out_one_at_a_time()
    {
        const int Calls = 20;
        await using var server = FakeServer.StartGreeting(async client =>
        {
            for (var i = 0; i < Calls; i++)
            {
                var (header, value) = await client.ReceiveFrameAsync();
                Assert.Equal(MessageType.Sync, header.MessageType);
                await client.SendFrameAsync(value);
                // The answer comes next, and no other call.
                (header, value) = await client.ReceiveFrameAsync();
                Assert.Equal(MessageType.Response, header.MessageType);
                await client.SendFrameAsync(value, MessageType.Response);
            }
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = (request, _) => new((long)(RayAtom<long>)request * 2),
        });
        var calls = Enumerable.Range(0, Calls).Select(i => connection.ExecuteAsync(i)).ToList();
        for (var i = 0; i < Calls; i++)
            Assert.Equal(i * 2, await calls[i]);
        await server.Done;
    }

    [Fact]
    public async Task A_call_that_was_given_up_keeps_the_next_one_waiting_until_its_reply_has_come()
    {
        var isGivenUp = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            Assert.Equal("first", (await client.ReceiveFrameAsync()).Value);
            await isGivenUp.Task;
            await client.SendFrameAsync("late");
            // The handler's answer, and not the next call.
            Assert.Equal("heard", (await client.ReceiveFrameAsync()).Value);
            await client.SendFrameAsync("reply to the first", MessageType.Response);
            Assert.Equal("second", (await client.ReceiveFrameAsync()).Value);
            await client.SendFrameAsync("reply to the second", MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { RequestHandler = (_, _) => new("heard") });
        using var cancellation = new CancellationTokenSource();
        var first = connection.ExecuteAsync("first", cancellation.Token);
        var second = connection.ExecuteAsync("second");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        isGivenUp.SetResult();
        Assert.Equal("reply to the second", await second);
    }

    [Fact]
    public async Task A_call_whose_turn_has_not_come_can_be_given_up_and_leaves_no_gap()
    {
        var isGivenUp = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            Assert.Equal("first", (await client.ReceiveFrameAsync()).Value);
            await isGivenUp.Task;
            await client.SendFrameAsync(1, MessageType.Response);
            Assert.Equal("third", (await client.ReceiveFrameAsync()).Value);
            await client.SendFrameAsync(3, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { RequestHandler = (request, _) => new(request) });
        using var cancellation = new CancellationTokenSource();
        var first = connection.ExecuteAsync("first");
        var second = connection.ExecuteAsync("second", cancellation.Token);
        var third = connection.ExecuteAsync("third");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        isGivenUp.SetResult();
        Assert.Equal(1, await first);
        Assert.Equal(3, await third);
    }

    [Fact]
    public async Task Calls_whose_turn_has_not_come_fail_with_the_connection()
    {
        await using var server = FakeServer.StartGreeting(client => client.ReceiveFrameAsync());
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { RequestHandler = (request, _) => new(request) });
        var calls = Enumerable.Range(0, 10).Select(i => connection.ExecuteAsync(i)).ToList();
        foreach (var call in calls)
        {
            Assert.Equal(
                ConnectionErrorReason.Closed, (await Assert.ThrowsAsync<RayforceTcpException>(() => call)).Reason);
        }
    }

    [Fact]
    public async Task A_handler_that_calls_over_its_own_connection_is_told_to_use_another()
    {
        var isAnswered = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.SendFrameAsync("question");
            Assert.Equal("user", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
            isAnswered.SetResult();
            Assert.Equal("afterwards", (await client.ReceiveFrameAsync()).Value);
            await client.SendFrameAsync(1, MessageType.Response);
        });
        RayTcpConnection? connection = null;
        var isConnected = new TaskCompletionSource();
        var refusal = new TaskCompletionSource<InvalidOperationException>();
        Task<RayObject>? leftRunning = null;
        connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = async (_, cancellationToken) =>
            {
                await isConnected.Task;
                leftRunning = CallAfterwardsAsync();
                refusal.SetResult(await Assert.ThrowsAsync<InvalidOperationException>(
                    () => connection!.ExecuteVerboseAsync("inside", cancellationToken)));
                return await connection!.ExecuteAsync("inside", cancellationToken);
            },
        });
        await using var closing = connection;
        isConnected.SetResult();
        Assert.Contains("Use another connection.", (await refusal.Task).Message);
        await server.Done;
        Assert.Equal(1, await leftRunning!);

        async Task<RayObject> CallAfterwardsAsync()
        {
            await isAnswered.Task;
            return await connection!.ExecuteAsync("afterwards");
        }
    }

    [SkippableFact]
    public async Task Calls_at_once_get_their_own_replies_from_a_native_server_that_asks_back()
    {
        await using var server = await NativeServer.StartAsync();
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = (request, _) => new((long)(RayAtom<long>)request * 10),
        });
        var calls = Enumerable.Range(0, 200).Select(i => Task.Run(
            () => connection.ExecuteAsync(i % 3 == 0 ? $"(+ {i} 0)" : $"(.ipc.send (.ipc.handle) {i})"))).ToList();
        for (var i = 0; i < calls.Count; i++)
            Assert.Equal(i % 3 == 0 ? i : i * 10, await calls[i]);
    }
}
