using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests;

public class RayTcpConnectionTests
{
    [Fact]
    public async Task Replies_come_in_order_to_many_callers()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            for (var i = 0; i < 200; i++)
                await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync();
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => connection.ExecuteAsync(i))));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (RayObject)i), replies);
    }

    [Fact]
    public async Task Frames_arrive_in_pieces_of_any_size_and_several_at_once()
    {
        var stream = Enumerable.Range(0, 5)
            .Select(i => new RayVector<long>(Enumerable.Range(i, 1000).Select(n => (long)n).ToArray()))
            .SelectMany(reply => RaySerializer.SerializeFrame(reply, messageType: MessageType.Response))
            .ToArray();
        foreach (var size in new[] { 7, 16, 4095, 4096, 4097, 8041, stream.Length })
        {
            await using var server = FakeServer.StartGreeting(async client =>
            {
                for (var i = 0; i < 5; i++)
                    await client.ReceiveFrameAsync();
                for (var sent = 0; sent < stream.Length; sent += size)
                    await client.SendAsync(stream[sent..Math.Min(sent + size, stream.Length)]);
            });
            await using var connection = await server.ConnectAsync();
            var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => connection.ExecuteAsync(i)));
            Assert.Equal([0, 1, 2, 3, 4], replies.Select(reply => Assert.IsType<RayVector<long>>(reply).Span[0]));
        }
    }

    [Fact]
    public async Task A_reply_larger_than_what_is_believed_at_once_arrives_whole()
    {
        var large = new RayVector<long>(Enumerable.Range(0, 1_000_000).Select(i => (long)i * i).ToArray());
        await using var running = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        await using var connection = await running.ConnectTcpAsync(new RayTcpClientOptions { Compression = true });
        Assert.Equal(large, await connection.ExecuteAsync(large));
    }

    [Fact]
    public async Task The_reply_to_a_cancelled_call_reaches_nobody_else()
    {
        var received = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            var (first, second) = ((await client.ReceiveFrameAsync()).Value, (await client.ReceiveFrameAsync()).Value);
            received.SetResult();
            await cancelled.Task;
            await client.SendFrameAsync(first, MessageType.Response);
            await client.SendFrameAsync(second, MessageType.Response);
            await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        var first = connection.ExecuteAsync(1, cancellation.Token);
        var second = connection.ExecuteAsync(2);
        await received.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        cancelled.SetResult();
        Assert.Equal(2, await second);
        Assert.Equal(3, await connection.ExecuteAsync(3));
    }

    [Fact]
    public async Task A_call_that_times_out_leaves_the_connection_usable()
    {
        var timedOut = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            var late = await client.ReceiveFrameAsync();
            await timedOut.Task;
            await client.SendFrameAsync(late.Value, MessageType.Response);
            await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { CallTimeout = TimeSpan.FromMilliseconds(500) });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.TimedOut, exception.Reason);
        Assert.IsType<TimeoutException>(exception.InnerException);
        timedOut.SetResult();
        Assert.Equal(2, await connection.ExecuteAsync(2));
    }

    [Fact]
    public async Task A_server_is_asked_to_stop_what_nobody_waits_for()
    {
        var received = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            received.SetResult();
            await client.TakeUrgentAsync();
            await client.SendFrameAsync(new RayError("cancel"), MessageType.Response);
            await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { CancelOnServer = true });
        using var cancellation = new CancellationTokenSource();
        var call = connection.ExecuteAsync(1, cancellation.Token);
        await received.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(2, await connection.ExecuteAsync(2));
        await server.Done;
    }

    [Fact]
    public async Task A_cancelled_call_is_stopped_when_its_turn_comes()
    {
        var received = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            await client.ReceiveFrameAsync();
            received.SetResult();
            await cancelled.Task;
            // The first call is still waited for: nothing may hit it.
            Assert.False(client.TryTakeUrgent());
            await client.SendFrameAsync(1, MessageType.Response);
            await client.TakeUrgentAsync();
            await client.SendFrameAsync(new RayError("cancel"), MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(
            new RayTcpClientOptions { CancelOnServer = true });
        using var cancellation = new CancellationTokenSource();
        var first = connection.ExecuteAsync(1);
        var second = connection.ExecuteAsync(2, cancellation.Token);
        await received.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        cancelled.SetResult();
        Assert.Equal(1, await first);
        await server.Done;
    }

    [Theory]
    [InlineData("another call")]
    [InlineData("a post")]
    [InlineData("by default")]
    public async Task A_server_is_not_asked_to_stop_where_that_could_hit_something_else(string why)
    {
        var received = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            if (why != "by default")
                await client.ReceiveFrameAsync();
            received.SetResult();
            await cancelled.Task;
            await client.SendFrameAsync(1, MessageType.Response);
            if (why == "another call")
                await client.SendFrameAsync(2, MessageType.Response);
            var (_, value) = await client.ReceiveFrameAsync();
            // Urgent data would have overtaken that request.
            Assert.False(client.TryTakeUrgent());
            await client.SendFrameAsync(value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(
            why == "by default" ? null : new RayTcpClientOptions { CancelOnServer = true });
        using var cancellation = new CancellationTokenSource();
        var call = connection.ExecuteAsync(1, cancellation.Token);
        var other = why == "another call" ? connection.ExecuteAsync(2) : null;
        if (why == "a post")
            await connection.PostAsync("posted");
        await received.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        cancelled.SetResult();
        if (other is not null)
            Assert.Equal(2, await other);
        Assert.Equal(3, await connection.ExecuteAsync(3));
        await server.Done;
    }

    [Fact]
    public async Task Urgent_data_does_no_harm_to_this_librarys_server()
    {
        var entered = new SemaphoreSlim(0);
        await using var engine = new FakeEngine(async (request, cancellationToken) =>
        {
            entered.Release();
            if (request is RayString { Value: "wait" })
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            return request;
        });
        await using var running = await RunningServer.StartWithTcpAsync(engine);
        await using var connection = await running.ConnectTcpAsync(
            new RayTcpClientOptions { CancelOnServer = true });
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var call = connection.ExecuteAsync("wait", cancellation.Token);
            await entered.WaitAsync();
            await cancellation.CancelAsync();
            await call.ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.Equal(i, await connection.ExecuteAsync(i));
            await entered.WaitAsync();
        }
    }

    [Fact]
    public async Task Pushes_come_while_calls_are_in_flight_and_a_request_of_the_servers_is_refused()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            var (_, value) = await client.ReceiveFrameAsync();
            await client.SendFrameAsync("first", MessageType.Async);
            await client.SendFrameAsync("(+ 1 2)", MessageType.Sync);
            await client.SendFrameAsync("second", MessageType.Async);
            await client.SendFrameAsync(value, MessageType.Response);
            var (header, answer) = await client.ReceiveFrameAsync();
            Assert.Equal(MessageType.Response, header.MessageType);
            Assert.Equal(new RayError("nyi"), answer);
        });
        await using var connection = await server.ConnectAsync();
        var pushes = new List<RayObject>();
        connection.Pushed += (_, value) => pushes.Add(value);
        Assert.Equal(1, await connection.ExecuteAsync(1));
        Assert.Equal(["first", "second"], pushes);
        await server.Done;
    }

    [Fact]
    public async Task A_response_that_nobody_waits_for_is_dropped()
    {
        var pushed = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
            await client.SendFrameAsync("unasked", MessageType.Response);
            await client.SendFrameAsync("behind it", MessageType.Async);
            await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync();
        connection.Pushed += (_, _) => pushed.SetResult();
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await pushed.Task;
        Assert.Equal(2, await connection.ExecuteAsync(2));
    }

    [Theory]
    [InlineData("010203", ConnectionErrorReason.Closed)]
    [InlineData("efbeadde030000020a00000000000000fb000300000000000000", ConnectionErrorReason.ProtocolViolation)]
    [InlineData("fadeface010000020900000000000000fb0300000000000000", ConnectionErrorReason.ProtocolViolation)]
    [InlineData("fadeface030000020000000000000000", ConnectionErrorReason.ProtocolViolation)]
    [InlineData("fadeface03000002ffffffffffffffff", ConnectionErrorReason.ProtocolViolation)]
    [InlineData("fadeface030000020010000000000000", ConnectionErrorReason.MessageTooBig)]
    [InlineData("fadeface030000070a00000000000000fb000300000000000000", ConnectionErrorReason.ProtocolViolation)]
    [InlineData("fadeface030000020a00000000000000fb00", ConnectionErrorReason.Closed)]
    public async Task Bytes_that_have_no_place_in_the_conversation_fail_the_connection(
        string bytes, ConnectionErrorReason reason)
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            await client.SendAsync(Convert.FromHexString(bytes));
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions { MaxMessageSize = 4096 });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync("x"));
        Assert.Equal(reason, exception.Reason);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task A_reply_with_a_broken_payload_fails_its_own_call_only()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            await client.SendAsync(Convert.FromHexString("fadeface030000020200000000000000fb00"));
            await client.ReceiveFrameAsync();
            await client.SendAsync(Convert.FromHexString("fadeface030100020800000000000000ffffffff01020304"));
            await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync();
        await Assert.ThrowsAsync<RayforceFormatException>(() => connection.ExecuteAsync("broken"));
        await Assert.ThrowsAsync<RayforceFormatException>(() => connection.ExecuteAsync("packed wrongly"));
        Assert.Equal(3, await connection.ExecuteAsync(3));
    }

    [Fact]
    public async Task A_connection_that_is_closed_or_lost_takes_no_calls()
    {
        await using var server = FakeServer.StartGreeting(client => client.ReceiveFrameAsync());
        await using var connection = await server.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);

        await using var silent = FakeServer.StartGreeting(client => client.AssertClosedAsync());
        var closing = await silent.ConnectAsync();
        await closing.CloseAsync();
        await closing.CloseAsync();
        Assert.Equal($"RayTcpConnection({closing.Uri.Authority}) - alive: False", closing.ToString());
        exception = await Assert.ThrowsAsync<RayforceTcpException>(() => closing.ExecuteAsync(1));
        Assert.Contains(
            $"Cannot send on a closed connection to rayforce://127.0.0.1:{silent.Port}", exception.Message);
        await silent.Done;
    }

    [Fact]
    public async Task Closing_does_not_wait_for_a_server_that_evaluates_and_loses_nothing_posted()
    {
        var evaluated = new TaskCompletionSource<RayObject>();
        await using var running = await RunningServer.StartWithTcpAsync(new FakeEngine((request, _) =>
        {
            evaluated.TrySetResult(request);
            return Task.FromResult(request);
        }));
        var connection = await running.ConnectTcpAsync();
        await connection.PostAsync("posted");
        await connection.CloseAsync();
        Assert.Equal(new RayString("posted"), await evaluated.Task);

        await using var busy = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            await client.AssertClosedAsync();
        });
        var waiting = await busy.ConnectAsync();
        var call = waiting.ExecuteAsync(1);
        await waiting.CloseAsync();
        await Assert.ThrowsAsync<RayforceTcpException>(() => call);
        await busy.Done;
    }

    [Theory]
    [InlineData(true, FrameFlags.Compressed)]
    [InlineData(null, FrameFlags.None)]
    [InlineData(false, FrameFlags.None)]
    public async Task Large_requests_are_packed_where_that_is_wanted_and_not_on_this_machine(
        bool? compression, FrameFlags flags)
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            var (header, value) = await client.ReceiveFrameAsync();
            Assert.Equal(flags, header.Flags);
            await client.SendFrameAsync(value, MessageType.Response);
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions { Compression = compression });
        var request = new RayVector<long>(new long[1000]);
        Assert.Equal(request, await connection.ExecuteAsync(request));
        await server.Done;
    }

    [Fact]
    public async Task Wire_version_1_has_no_verbose_requests()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        await using var connection = await running.ConnectTcpAsync(
            new RayTcpClientOptions { WireVersion = WireVersion.V1 });
        Assert.Equal(WireVersion.V1, connection.WireVersion);
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteVerboseAsync("x"));
        Assert.Equal(ConnectionErrorReason.NotSupported, exception.Reason);
        Assert.Equal(new RayString("x"), await connection.ExecuteAsync("x"));
        Assert.Equal((RayObject)1.5, await connection.ExecuteAsync(new RayAtom<float>(1.5f)));
    }
}
