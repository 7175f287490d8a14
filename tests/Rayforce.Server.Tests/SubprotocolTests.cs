using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class SubprotocolTests
{
    private static readonly RayVector<long> Packable = new(new long[10_000]);

    [Fact]
    public async Task The_server_selects_the_subprotocol_when_it_is_offered_and_none_otherwise()
    {
        await using var running = await RunningServer.StartAsync();
        using var typed = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        Assert.Equal("rayforce.ipc", typed.Socket.SubProtocol);
        using var among =
            await RawClient.ConnectAsync(running.Server, subprotocol: true, configure: o => o.AddSubProtocol("other"));
        Assert.Equal("rayforce.ipc", among.Socket.SubProtocol);
        using var other =
            await RawClient.ConnectAsync(running.Server, configure: options => options.AddSubProtocol("other"));
        Assert.Null(other.Socket.SubProtocol);
    }

    [Fact]
    public async Task Type_1_gets_a_reply_of_type_2_and_type_0_none()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendFrameAsync("unanswered", MessageType.Async);
        await client.SendFrameAsync("fail", MessageType.Async);
        await client.SendFrameAsync("nobody waits for this", MessageType.Response);
        await client.SendFrameAsync("answered", MessageType.Sync);
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal((MessageType.Response, FrameFlags.None), (header.MessageType, header.Flags));
        Assert.Equal(new RayString("answered"), value);
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public async Task An_error_object_brings_its_message_behind_it(WireVersion version)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendFrameAsync("fail", MessageType.Sync, version);
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal((version, MessageType.Response), (header.Version, header.MessageType));
        Assert.Equal(new RayError("type", "that was asked for"), value);
    }

    [Fact]
    public async Task The_error_frame_is_as_documented()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendFrameAsync("fail", MessageType.Sync);
        Assert.Equal(
            "FADEFACE" + "03000002" + "2500000000000000" +
            "7F" + "7479706500000000" +
            "F300" + "1200000000000000" + Convert.ToHexString("that was asked for"u8),
            Convert.ToHexString((await client.ReceiveAsync())!));
    }

    [Fact]
    public async Task Large_replies_are_packed_where_that_is_wanted()
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { Compression = true });
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendFrameAsync(Packable, MessageType.Sync);
        var message = (await client.ReceiveAsync())!;
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(message, out var header));
        Assert.Equal(FrameFlags.Compressed, header.Flags);
        Assert.InRange(message.Length, 1, 2000);
        await using var connection = await running.ConnectAsync();
        Assert.Equal(Packable, await connection.ExecuteAsync(Packable));
    }

    [Fact]
    public async Task Nothing_is_packed_unasked_on_this_machine_nor_without_the_subprotocol_nor_in_wire_version_1()
    {
        await using var plain = await RunningServer.StartAsync();
        await using var packing =
            await RunningServer.StartAsync(configure: options => options with { Compression = true });
        await AssertUnpackedAsync(plain, subprotocol: true, WireVersion.V3);
        await AssertUnpackedAsync(packing, subprotocol: false, WireVersion.V3);
        await AssertUnpackedAsync(packing, subprotocol: true, WireVersion.V1);
    }

    [Fact]
    public async Task Packed_requests_are_unpacked()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendAsync(Pack(Packable));
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal(FrameFlags.None, header.Flags);
        Assert.Equal(Packable, value);
        await using var connection = await running.ConnectAsync(new WSClientOptions { Compression = true });
        Assert.Equal(Packable, await connection.ExecuteAsync(Packable));
    }

    [Fact]
    public async Task A_packed_request_that_unpacks_to_more_than_the_cap_or_to_nothing_is_an_error()
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { MaxMessageSize = 50_000 });
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendAsync(Pack(Packable));
        Assert.Equal("domain", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
        var broken = Pack(Packable);
        broken.AsSpan(FrameHeader.Size + sizeof(uint)).Fill(0x80);
        await client.SendAsync(broken);
        Assert.Equal("domain", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
        await client.SendFrameAsync("still here", MessageType.Sync);
        Assert.Equal(new RayString("still here"), (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task A_verbose_request_brings_what_was_printed()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        Assert.Equal(new RayVerboseReply("printed", new RayString("x")), await connection.ExecuteVerboseAsync("x"));
    }

    [Fact]
    public async Task Pushes_reach_the_client_in_order_beside_its_replies()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        var pushes = new List<RayObject>();
        connection.Pushed += (_, value) => pushes.Add(value);
        var server = Assert.Single(running.Server.Connections);
        Assert.True(server.CanPush);
        Assert.Equal("WSServerConnection(open)", server.ToString());
        for (long i = 0; i < 20; i++)
        {
            await server.PushAsync(i);
            Assert.Equal(new RayString("reply"), await connection.ExecuteAsync("reply"));
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (RayObject)(long)i), pushes);
    }

    [Fact]
    public async Task Pushes_need_the_subprotocol_and_an_open_connection()
    {
        await using var running = await RunningServer.StartAsync();
        using (await RawClient.ConnectAsync(running.Server))
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => Assert.Single(running.Server.Connections).PushAsync(1));
        await using var other = await RunningServer.StartAsync();
        var connection = await other.ConnectAsync();
        var server = Assert.Single(other.Server.Connections);
        await connection.CloseAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => server.PushAsync(1));
        Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);
        Assert.Equal("WSServerConnection(closed)", server.ToString());
    }

    [Fact]
    public async Task What_is_posted_is_evaluated_even_when_its_sender_has_left()
    {
        var evaluated = new TaskCompletionSource<RayObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = await RunningServer.StartAsync(new FakeEngine(async (request, cancellationToken) =>
        {
            await left.Task.WaitAsync(cancellationToken);
            evaluated.TrySetResult(request);
            return request;
        }));
        var connection = await running.ConnectAsync();
        await connection.PostAsync("remember this");
        await connection.CloseAsync();
        left.SetResult();
        Assert.Equal(new RayString("remember this"), await evaluated.Task);
    }

    private static async Task AssertUnpackedAsync(RunningServer running, bool subprotocol, WireVersion version)
    {
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol);
        await client.SendFrameAsync(Packable, MessageType.Sync, version);
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal(FrameFlags.None, header.Flags);
        Assert.Equal(Packable, value);
    }

    private static byte[] Pack(RayObject value)
    {
        using var payload = new PooledBuffer();
        RaySerializer.Serialize(value, payload);
        using var packed = new PooledBuffer();
        Assert.True(FrameCompression.TryCompress(payload.WrittenSpan, packed));
        var frame = new byte[FrameHeader.Size + packed.WrittenCount];
        new FrameHeader(WireVersion.V3, FrameFlags.Compressed, MessageType.Sync, packed.WrittenCount).Write(frame);
        packed.WrittenSpan.CopyTo(frame.AsSpan(FrameHeader.Size));
        return frame;
    }
}
