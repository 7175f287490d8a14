using System.Net.WebSockets;
using Rayforce.Ipc;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class ConversationTests
{
    [Fact]
    public async Task A_request_gets_its_reply()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        Assert.Equal(new RayString("hello"), await connection.ExecuteAsync("hello"));
        Assert.Equal("WSClientConnection(open)", connection.ToString());
        await connection.CloseAsync();
        Assert.Equal("WSClientConnection(closed)", connection.ToString());
    }

    [Fact]
    public async Task An_evaluation_error_is_an_exception_with_code_and_message_and_leaves_the_connection_open()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("fail"));
        Assert.Equal("type", exception.Code);
        Assert.Equal("type: that was asked for", exception.Message);
        Assert.Equal(new RayString("still here"), await connection.ExecuteAsync("still here"));
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public async Task Without_the_subprotocol_an_evaluation_error_is_a_text(WireVersion version)
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection =
            await running.ConnectAsync(new WSClientOptions { NegotiateSubprotocol = false, WireVersion = version });
        Assert.False(connection.HasSubprotocol);
        Assert.Equal(new RayString("type: that was asked for"), await connection.ExecuteAsync("fail"));
        Assert.Equal(new RayString("still here"), await connection.ExecuteAsync("still here"));
    }

    [Theory]
    [InlineData("schema", "no such column", "schema: no such column")]
    [InlineData("io", null, "io")]
    [InlineData("user", "why: that", "user: why: that")]
    public async Task Without_the_subprotocol_a_code_that_wire_version_1_lacks_is_told_as_it_is(
        string code, string? message, string text)
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, _) => Task.FromResult<RayObject>(new RayError(code, message))));
        await using var connection = await running.ConnectAsync(
            new WSClientOptions { NegotiateSubprotocol = false, WireVersion = WireVersion.V1 });
        Assert.Equal(new RayString(text), await connection.ExecuteAsync("any"));
    }

    [Fact]
    public async Task Without_the_subprotocol_every_code_is_told_as_it_is_in_wire_version_1()
    {
        var codes = typeof(RayErrorCode).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.Contains(RayErrorCode.Schema, codes);
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((request, _) => Task.FromResult<RayObject>(new RayError(((RayString)request).Value, "why"))));
        await using var connection = await running.ConnectAsync(
            new WSClientOptions { NegotiateSubprotocol = false, WireVersion = WireVersion.V1 });
        foreach (var code in codes)
        {
            // It has one number for these two.
            var told = code == RayErrorCode.Value ? RayErrorCode.Name : code;
            Assert.Equal(new RayString($"{told}: why"), await connection.ExecuteAsync(code));
        }
    }

    [Fact]
    public async Task An_error_without_a_message_is_its_code_alone()
    {
        await using var running =
            await RunningServer.StartAsync(new FakeEngine((_, _) => Task.FromResult<RayObject>(new RayError("parse"))));
        using var client = await RawClient.ConnectAsync(running.Server);
        await client.SendFrameAsync("(+ 1");
        Assert.Equal(new RayString("parse"), (await client.ReceiveFrameAsync()).Value);
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public async Task The_reply_speaks_the_wire_version_of_the_request_and_names_no_type(WireVersion version)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server);
        await client.SendFrameAsync(42, MessageType.Sync, version);
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal((version, MessageType.Async, FrameFlags.None), (header.Version, header.MessageType, header.Flags));
        Assert.Equal(42, value);
    }

    [Fact]
    public async Task Replies_come_in_the_order_of_the_requests()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server);
        for (long i = 0; i < 500; i++)
            await client.SendFrameAsync(i);
        for (long i = 0; i < 500; i++)
            Assert.Equal(i, (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task Only_one_request_of_a_connection_is_evaluated_at_a_time()
    {
        var running = 0;
        var most = 0;
        await using var server = await RunningServer.StartAsync(new FakeEngine(async (request, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return request;
        }));
        await using var connection = await server.ConnectAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => connection.ExecuteAsync((long)i)));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Requests_beyond_what_is_read_ahead_are_all_answered()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        var values = Enumerable.Range(
            0, 40).Select(i => new RayVector<long>(Enumerable.Repeat((long)i, 50_000).ToArray())).ToList();
        var replies = await Task.WhenAll(values.Select(value => connection.ExecuteAsync(value)));
        Assert.Equal(values, replies);
    }

    [Fact]
    public async Task A_message_in_fragments_is_one_request()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server);
        var frame = RaySerializer.SerializeFrame("in pieces");
        for (var i = 0; i < frame.Length; i++)
            await client.SendAsync([frame[i]], end: false);
        await client.SendAsync([], end: true);
        Assert.Equal(new RayString("in pieces"), (await client.ReceiveFrameAsync()).Value);
    }

    [Theory]
    [InlineData(WireVersion.V1, false)]
    [InlineData(WireVersion.V3, false)]
    [InlineData(WireVersion.V1, true)]
    [InlineData(WireVersion.V3, true)]
    public async Task A_message_that_is_no_request_is_answered_and_leaves_the_connection_open(
        WireVersion version, bool subprotocol)
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { WireVersion = version });
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol);
        var frame = RaySerializer.SerializeFrame("whole");
        byte[][] messages = [[1, 2, 3], [], frame[..^1], [.. frame, 0], new byte[16]];
        await client.SendAsync("(+ 1 2)"u8.ToArray(), type: WebSocketMessageType.Text);
        await AssertRefusedAsync(client, version, subprotocol);
        foreach (var message in messages)
        {
            await client.SendAsync(message);
            await AssertRefusedAsync(client, version, subprotocol);
        }

        await client.SendFrameAsync("still here", MessageType.Sync);
        Assert.Equal(new RayString("still here"), (await client.ReceiveFrameAsync()).Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_that_fails_answers_with_an_error(bool subprotocol)
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, _) => throw new InvalidOperationException("a secret of the server")));
        await using var connection =
            await running.ConnectAsync(new WSClientOptions { NegotiateSubprotocol = subprotocol });
        for (var i = 0; i < 2; i++)
        {
            var text = subprotocol
                ? (await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("x"))).Message
                : ((RayString)await connection.ExecuteAsync("x")).Value;
            Assert.StartsWith("os: ", text);
            Assert.DoesNotContain("secret", text);
        }
    }

    [Fact]
    public async Task What_a_result_has_that_the_wire_version_lacks_comes_in_a_wider_type()
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, _) => Task.FromResult<RayObject>(new RayList("a text", new RayAtom<float>(1.5f)))));
        await using var connection = await running.ConnectAsync(new WSClientOptions { WireVersion = WireVersion.V1 });
        Assert.Equal(new RayList("a text", 1.5), await connection.ExecuteAsync("x"));
    }

    [Fact]
    public async Task Five_clients_at_once_do_not_disturb_each_other()
    {
        await using var running = await RunningServer.StartAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(async client =>
        {
            await using var connection = await running.ConnectAsync();
            return await Task.WhenAll(
                Enumerable.Range(0, 50).Select(i => connection.ExecuteAsync((client * 1000L) + i)));
        }));
        for (var client = 0; client < 5; client++)
            Assert.Equal(Enumerable.Range(0, 50).Select(i => (RayObject)((client * 1000L) + i)), all[client]);
    }

    private static async Task AssertRefusedAsync(RawClient client, WireVersion version, bool subprotocol)
    {
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal(version, header.Version);
        Assert.Equal(subprotocol ? MessageType.Response : MessageType.Async, header.MessageType);
        if (subprotocol)
        {
            var error = Assert.IsType<RayError>(value);
            Assert.Equal("domain", error.Code);
            Assert.NotEmpty(error.Message!);
        }
        else
        {
            Assert.StartsWith("domain: ", Assert.IsType<RayString>(value).Value);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_frame_settles_the_wire_version_and_another_is_an_error_in_it(bool subprotocol)
    {
        await using var running = await RunningServer.StartAsync(FakeEngine.Echo());
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol);
        await client.SendAsync([1, 2, 3]);
        Assert.Equal(WireVersion.V3, (await client.ReceiveFrameAsync()).Header.Version);
        await client.SendFrameAsync("old", MessageType.Sync, WireVersion.V1);
        Assert.Equal((WireVersion.V1, "old"), await ReceiveAsync());
        await client.SendFrameAsync("new", MessageType.Sync, WireVersion.V3);
        var (version, error) = await ReceiveAsync();
        Assert.Equal(WireVersion.V1, version);
        Assert.Contains("domain", error.ToString());
        await client.SendFrameAsync("old again", MessageType.Sync, WireVersion.V1);
        Assert.Equal((WireVersion.V1, "old again"), await ReceiveAsync());

        async Task<(WireVersion, RayObject)> ReceiveAsync()
        {
            var (header, value) = await client.ReceiveFrameAsync();
            return (header.Version, value);
        }
    }

    [Fact]
    public async Task Message_types_that_nobody_knows_are_evaluated_and_not_answered()
    {
        var seen = new List<RayObject>();
        await using var running = await RunningServer.StartAsync(new FakeEngine((request, _) =>
        {
            seen.Add(request);
            return Task.FromResult(request);
        }));
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        foreach (var type in new[] { 3, 4, 255 })
            await client.SendFrameAsync(type, (MessageType)type);
        await client.SendFrameAsync("asked", MessageType.Sync);
        Assert.Equal("asked", (await client.ReceiveFrameAsync()).Value);
        Assert.Equal([3, 4, 255, "asked"], seen);
    }
}
