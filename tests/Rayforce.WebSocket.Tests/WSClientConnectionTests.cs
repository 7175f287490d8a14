using System.Net.WebSockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.WebSocket.Tests.Support;

namespace Rayforce.WebSocket.Tests;

public class WSClientConnectionTests
{
    [Theory]
    [InlineData(true, WireVersion.V3, MessageType.Sync)]
    [InlineData(true, WireVersion.V1, MessageType.Sync)]
    [InlineData(false, WireVersion.V3, MessageType.Async)]
    [InlineData(false, WireVersion.V1, MessageType.Async)]
    public async Task A_request_is_one_frame_of_the_wire_version_and_type_that_were_agreed_on(
        bool subprotocol, WireVersion version, MessageType type)
    {
        FrameHeader? seen = null;
        await using var server = await RawServer.StartAsync(
            async peer =>
            {
                (seen, var value) = await peer.ReceiveFrameAsync();
                await peer.ReplyAsync(value);
            },
            subprotocol);
        await using var connection = await server.ConnectAsync(new WSClientOptions { WireVersion = version });
        Assert.Equal(new RayString("(+ 1 2)"), await connection.ExecuteAsync("(+ 1 2)"));
        Assert.Equal((version, type, FrameFlags.None), (seen!.Value.Version, seen.Value.MessageType, seen.Value.Flags));
    }

    [Fact]
    public async Task Many_calls_in_flight_get_their_replies_in_order()
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            var requests = new List<RayObject>();
            for (var i = 0; i < 100; i++)
                requests.Add((await peer.ReceiveFrameAsync()).Value);
            foreach (var request in requests)
                await peer.ReplyAsync(request);
        });
        await using var connection = await server.ConnectAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => connection.ExecuteAsync((long)i)));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (RayObject)(long)i), replies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_reply_to_a_cancelled_call_reaches_nobody_else(bool subprotocol)
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RawServer.StartAsync(
            async peer =>
            {
                var first = await peer.ReceiveFrameAsync();
                var second = await peer.ReceiveFrameAsync();
                received.SetResult();
                await cancelled.Task;
                await peer.ReplyAsync(first.Value);
                await peer.ReplyAsync(second.Value);
                await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value);
            },
            subprotocol);
        await using var connection = await server.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        var first = connection.ExecuteAsync(1, cancellation.Token);
        var second = connection.ExecuteAsync(2);
        await received.Task;
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        cancelled.SetResult();
        Assert.Equal(2, await second);
        Assert.Equal(3, await connection.ExecuteAsync(3));
    }

    [Fact]
    public async Task The_reply_to_a_call_that_timed_out_reaches_nobody_else()
    {
        var timedOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RawServer.StartAsync(async peer =>
        {
            var late = await peer.ReceiveFrameAsync();
            await timedOut.Task;
            await peer.ReplyAsync(late.Value);
            while (true)
                await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value);
        });
        await using var connection =
            await server.ConnectAsync(new WSClientOptions { CallTimeout = TimeSpan.FromSeconds(2) });
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.TimedOut, exception.Reason);
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.True(connection.IsOpen);
        timedOut.SetResult();
        Assert.Equal(2, await connection.ExecuteAsync(2));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_sends_nothing()
    {
        await using var server =
            await RawServer.StartAsync(async peer => await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value));
        await using var connection = await server.ConnectAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => connection.ExecuteAsync(1, new CancellationToken(canceled: true)));
        Assert.Equal(2, await connection.ExecuteAsync(2));
    }

    [Fact]
    public async Task Every_waiting_call_fails_when_the_connection_is_lost_in_the_middle()
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.ReceiveFrameAsync();
            peer.Socket.Abort();
        });
        await using var connection = await server.ConnectAsync();
        var calls = new[] { connection.ExecuteAsync(1), connection.ExecuteAsync(2) };
        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<RayforceWSException>(() => call);
            Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);
            Assert.Contains($"ws://127.0.0.1:{server.Port}", exception.Message);
        }

        await AssertClosedAsync(connection, server);
    }

    [Fact]
    public async Task A_server_that_answers_no_pings_counts_as_lost()
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RawServer.StartAsync(_ => lost.Task);
        await using var connection = await server.ConnectAsync(new WSClientOptions
        {
            KeepAliveInterval = TimeSpan.FromSeconds(1),
            KeepAliveTimeout = TimeSpan.FromSeconds(1),
        });
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        lost.SetResult();
        Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);
    }

    [Fact]
    public async Task A_close_by_the_server_is_answered_and_says_why()
    {
        var answered =
            new TaskCompletionSource<WebSocketCloseStatus?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.Socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "off to bed", default);
            Assert.Null(await peer.ReceiveAsync());
            answered.SetResult(peer.Socket.CloseStatus);
        });
        await using var connection = await server.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync(1));
        Assert.Contains("off to bed", exception.Message);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await answered.Task);
        await AssertClosedAsync(connection, server);
    }

    [Fact]
    public async Task A_closed_connection_takes_no_calls_and_closes_twice()
    {
        await using var server = await RawServer.StartAsync(_ => Task.CompletedTask);
        var connection = await server.ConnectAsync();
        var waiting = connection.ExecuteAsync(1);
        await connection.CloseAsync();
        await Assert.ThrowsAsync<RayforceWSException>(() => waiting);
        await AssertClosedAsync(connection, server);
        await connection.CloseAsync();
        await connection.DisposeAsync();
        Assert.Equal("WSClientConnection(closed)", connection.ToString());
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_close_is_left_behind()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RawServer.StartAsync(_ => left.Task);
        var connection =
            await server.ConnectAsync(new WSClientOptions { CloseTimeout = TimeSpan.FromMilliseconds(50) });
        await connection.CloseAsync();
        left.SetResult();
        Assert.False(connection.IsOpen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_over_the_cap_fails_the_connection(bool subprotocol)
    {
        await using var server = await RawServer.StartAsync(
            async peer =>
            {
                await peer.ReceiveFrameAsync();
                await peer.ReplyAsync(new RayVector<byte>(new byte[2000]));
            },
            subprotocol);
        await using var connection = await server.ConnectAsync(new WSClientOptions { MaxMessageSize = 1000 });
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.Equal(ConnectionErrorReason.MessageTooBig, exception.Reason);
        Assert.Contains("1000 bytes", exception.Message);
        Assert.False(connection.IsOpen);
    }

    [Theory]
    [InlineData("010203")]
    [InlineData("")]
    [InlineData("fadeface030000020b00000000000000fb000300000000000000")]
    [InlineData("fadeface020000020a00000000000000fb000300000000000000")]
    [InlineData("fadeface030000070a00000000000000fb000300000000000000")]
    public async Task A_message_that_has_no_place_in_the_conversation_fails_the_connection(string message)
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.SendAsync(Convert.FromHexString(message));
        });
        await using var connection = await server.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
        Assert.False(connection.IsOpen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_of_the_server_is_answered_or_refused_while_a_call_waits(bool answers)
    {
        RayObject? answer = null;
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.SendAsync(RaySerializer.SerializeFrame(4L, WireVersion.V3, MessageType.Sync));
            (var header, answer) = await peer.ReceiveFrameAsync();
            Assert.Equal(MessageType.Response, header.MessageType);
            await peer.ReplyAsync(3);
        });
        await using var connection = await server.ConnectAsync(new WSClientOptions
        {
            RequestHandler = answers ? (asked, _) => new ValueTask<RayObject>(asked.As<long>() * 2) : null,
        });
        Assert.Equal(3, (await connection.ExecuteAsync("x")).As<int>());
        Assert.Equal(answers ? 8L : new RayError("nyi"), answer);
    }

    [Fact]
    public async Task A_text_message_fails_the_connection()
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.SendAsync("three"u8.ToArray(), WebSocketMessageType.Text);
        });
        await using var connection = await server.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
        Assert.Contains("text", exception.Message);
    }

    [Fact]
    public async Task A_reply_with_a_broken_payload_fails_its_own_call_only()
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.SendAsync(Convert.FromHexString("fadeface030000020200000000000000fb00"));
            await peer.ReceiveFrameAsync();
            await peer.SendAsync(Convert.FromHexString("fadeface030100020800000000000000ffffffff01020304"));
            await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value);
        });
        await using var connection = await server.ConnectAsync();
        await Assert.ThrowsAsync<RayforceFormatException>(() => connection.ExecuteAsync("broken"));
        await Assert.ThrowsAsync<RayforceFormatException>(() => connection.ExecuteAsync("packed wrongly"));
        Assert.Equal(3, await connection.ExecuteAsync(3));
    }

    [Fact]
    public async Task A_reply_that_nobody_waits_for_is_dropped()
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value);
            await peer.ReplyAsync("unasked");
            await peer.ReplyAsync("behind it", MessageType.Async);
            await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value);
        });
        await using var connection = await server.ConnectAsync();
        var pushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Pushed += (_, _) => pushed.SetResult();
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await pushed.Task;
        Assert.Equal(2, await connection.ExecuteAsync(2));
    }

    [Fact]
    public async Task An_error_object_is_an_exception_with_and_without_the_subprotocol()
    {
        foreach (var subprotocol in new[] { true, false })
        {
            await using var server = await RawServer.StartAsync(
                async peer =>
                {
                    await peer.ReceiveFrameAsync();
                    await peer.ReplyAsync(new RayError("rank"));
                },
                subprotocol);
            await using var connection = await server.ConnectAsync();
            var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("x"));
            Assert.Equal("rank", exception.Code);
            Assert.Equal("rank", exception.Message);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Posting_waits_for_no_reply_and_takes_nobody_elses(bool subprotocol)
    {
        FrameHeader? posted = null;
        await using var server = await RawServer.StartAsync(
            async peer =>
            {
                (posted, var value) = await peer.ReceiveFrameAsync();
                // Without the subprotocol a server answers everything.
                if (!subprotocol)
                    await peer.ReplyAsync(value);
                await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value);
            },
            subprotocol);
        await using var connection = await server.ConnectAsync();
        await connection.PostAsync("posted");
        Assert.Equal(new RayString("asked"), await connection.ExecuteAsync("asked"));
        Assert.Equal(MessageType.Async, posted!.Value.MessageType);
        await connection.CloseAsync();
        await Assert.ThrowsAsync<RayforceWSException>(() => connection.PostAsync("posted"));
    }

    [Fact]
    public async Task Verbose_requests_need_the_subprotocol_and_a_list_of_two()
    {
        await using var plain = await RawServer.StartAsync(_ => Task.CompletedTask, subprotocol: false);
        await using var connection = await plain.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteVerboseAsync("x"));
        Assert.Equal(ConnectionErrorReason.NotSupported, exception.Reason);

        FrameHeader? seen = null;
        await using var server = await RawServer.StartAsync(async peer =>
        {
            (seen, _) = await peer.ReceiveFrameAsync();
            await peer.ReplyAsync(new RayList("printed", 3));
            await peer.ReceiveFrameAsync();
            await peer.ReplyAsync(3);
        });
        await using var typed = await server.ConnectAsync();
        Assert.Equal(new RayVerboseReply("printed", 3), await typed.ExecuteVerboseAsync("x"));
        Assert.Equal(FrameFlags.Verbose, seen!.Value.Flags);
        exception = await Assert.ThrowsAsync<RayforceWSException>(() => typed.ExecuteVerboseAsync("x"));
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
    }

    [Theory]
    [InlineData(true, true, WireVersion.V3, FrameFlags.Compressed)]
    [InlineData(true, null, WireVersion.V3, FrameFlags.None)]
    [InlineData(true, true, WireVersion.V1, FrameFlags.None)]
    [InlineData(false, true, WireVersion.V3, FrameFlags.None)]
    public async Task Large_requests_are_packed_where_that_was_agreed_on(
        bool subprotocol, bool? compression, WireVersion version, FrameFlags flags)
    {
        FrameHeader? seen = null;
        await using var server = await RawServer.StartAsync(
            async peer =>
            {
                (seen, _) = await peer.ReceiveFrameAsync();
                await peer.ReplyAsync(1);
            },
            subprotocol);
        await using var connection =
            await server.ConnectAsync(new WSClientOptions { Compression = compression, WireVersion = version });
        await connection.ExecuteAsync(new RayVector<long>(new long[1000]));
        Assert.Equal(flags, seen!.Value.Flags);
    }

    [Fact]
    public async Task A_handler_of_pushes_that_throws_ends_the_connection_with_its_exception()
    {
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await peer.ReplyAsync("news", MessageType.Async);
        });
        await using var connection = await server.ConnectAsync();
        connection.Pushed += (_, _) => throw new FormatException("a bug in the handler");
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.IsType<FormatException>(exception.InnerException);
    }

    [Fact]
    public async Task A_value_that_the_wire_version_lacks_travels_in_a_wider_type()
    {
        await using var server =
            await RawServer.StartAsync(async peer => await peer.ReplyAsync((await peer.ReceiveFrameAsync()).Value));
        await using var connection = await server.ConnectAsync(new WSClientOptions { WireVersion = WireVersion.V1 });
        Assert.Equal((RayObject)1.5, await connection.ExecuteAsync(new RayAtom<float>(1.5f)));
    }

    private static async Task AssertClosedAsync(WSClientConnection connection, RawServer server)
    {
        Assert.False(connection.IsOpen);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);
        Assert.Contains($"Cannot execute on closed connection to ws://127.0.0.1:{server.Port}", exception.Message);
    }
}
