using System.Net.Sockets;
using CsCheck;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Tcp;

public class TcpServerTests
{
    [Fact]
    public async Task Both_transports_and_both_generations_reach_the_same_engine()
    {
        await using var running = await RunningServer.StartWithTcpAsync(new RayfallEngine());
        await using var webSocket = await new WebSocket.WSClient("127.0.0.1", running.Server.Port).ConnectAsync();
        await using var third = await running.ConnectTcpAsync();
        await using var first = await running.ConnectTcpAsync(new RayTcpClientOptions { WireVersion = WireVersion.V1 });
        await third.ExecuteAsync("(set shared 42)");
        Assert.Equal(42, await webSocket.ExecuteAsync("shared"));
        Assert.Equal(42, await first.ExecuteAsync("shared"));
        Assert.Equal(3, running.Server.Connections.Count);
        Assert.Equal($"rayforce://127.0.0.1:{running.TcpPort}/", running.Server.TcpEndpoint!.ToString());
    }

    [Fact]
    public async Task An_error_object_comes_without_its_message_as_from_native()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        await client.SendFrameAsync("fail");
        Assert.Equal(
            "FADEFACE0300000209000000000000007F7479706500000000", Convert.ToHexString(await client.ReceiveAsync(25)));
    }

    [Theory]
    [InlineData(null, FrameFlags.None)]
    [InlineData(true, FrameFlags.Compressed)]
    [InlineData(false, FrameFlags.None)]
    public async Task Large_replies_are_packed_where_that_is_asked_for_and_by_default_not_on_this_machine(bool? compression, FrameFlags flags)
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            FakeEngine.Echo(), options => options with { Compression = compression });
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        var large = new RayVector<long>(new long[1000]);
        await client.SendFrameAsync(large);
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal(flags, header.Flags);
        Assert.Equal(large, value);
    }

    [Fact]
    public async Task Wire_version_1_has_no_flags()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        using var client = await RawSocket.ConnectAsync(running.TcpPort);
        await client.SendAsync([1, 0]);
        Assert.Equal([1], await client.ReceiveAsync(1));
        var frame = RaySerializer.SerializeFrame("asked", WireVersion.V1, MessageType.Sync);
        frame[5] = (byte)(FrameFlags.Compressed | FrameFlags.Verbose);
        await client.SendAsync(frame);
        Assert.Equal(new RayString("asked"), (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task A_password_keeps_out_who_has_none()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { Password = "s3cret" });
        string[] wrong =
            ["00", "0100", "06626f623a7800", "0300", "09626f623a73336372", "0a626f623a5333637265742100"];
        foreach (var credentials in wrong)
        {
            using var client = await RawSocket.ConnectAsync(running.TcpPort);
            await client.SendAsync([3, 0]);
            Assert.Equal([3, 1], await client.ReceiveAsync(2));
            await client.SendAsync(Convert.FromHexString(credentials));
            client.Socket.Shutdown(SocketShutdown.Send);
            Assert.NotEqual([0], await client.ReceiveAsync(1));
            await client.AssertClosedAsync();
        }

        // A request instead of credentials is none, and gets no answer but the rejection.
        using var impatient = await RawSocket.ConnectAsync(running.TcpPort);
        await impatient.SendAsync(
            [3, 0, .. RaySerializer.SerializeFrame("x", messageType: MessageType.Sync), .. new byte[300]]);
        Assert.Equal([3, 1, 1], await impatient.ReceiveAsync(3));
        await impatient.AssertClosedAsync();

        // Wire version 1 has no credentials: bytes before its handshake are none.
        using var old = await RawSocket.ConnectAsync(running.TcpPort);
        await old.SendAsync([.. "bob:s3cret"u8, 1, 0]);
        await old.AssertClosedAsync();
    }

    [Fact]
    public async Task Of_all_first_bytes_a_server_of_version_3_answers_its_own_and_leaves_the_others_without_a_word()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { TcpWireVersion = WireVersion.V3 });
        var answered = new List<int>();
        for (var first = 0; first <= byte.MaxValue; first++)
        {
            using var client = await RawSocket.ConnectAsync(running.TcpPort);
            await client.SendAsync([(byte)first, 0]);
            client.Socket.Shutdown(SocketShutdown.Send);
            if (await client.ReceiveAsync(2) is { Length: > 0 } answer)
            {
                Assert.Equal([(byte)WireVersion.V3, 0], answer);
                answered.Add(first);
            }

            await client.AssertClosedAsync();
        }

        Assert.Equal([(int)WireVersion.V3], answered);
    }

    [Fact]
    public async Task A_handshake_of_wire_version_1_has_to_end()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        using var patient = await RawSocket.ConnectAsync(running.TcpPort);
        await patient.SendAsync([.. Enumerable.Repeat((byte)'x', 254), 1, 0]);
        Assert.Equal([1], await patient.ReceiveAsync(1));
        using var endless = await RawSocket.ConnectAsync(running.TcpPort);
        await endless.SendAsync([.. Enumerable.Repeat((byte)'x', 256)]);
        await endless.AssertClosedAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("03")]
    [InlineData("78")]
    [InlineData("0300")]
    [InlineData("030009626f")]
    public async Task A_client_that_does_not_end_its_handshake_is_dropped(string begun)
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options =>
                options with { HandshakeTimeout = TimeSpan.FromMilliseconds(200), Password = "s3cret" });
        using var client = await RawSocket.ConnectAsync(running.TcpPort);
        await client.SendAsync(Convert.FromHexString(begun));
        await client.ReceiveAsync(begun.StartsWith("0300", StringComparison.Ordinal) ? 2 : 0);
        await client.AssertClosedAsync();
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
    }

    [Fact]
    public async Task A_frame_over_the_cap_closes_its_connection_before_its_payload_has_come()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { MaxMessageSize = 1000 });
        await using var other = await running.ConnectTcpAsync();
        using var fits = await RawSocket.GreetAsync(running.TcpPort);
        var request = new RayString(new string('x', 1000 - FrameHeader.Size - 10));
        await fits.SendFrameAsync(request);
        Assert.Equal(request, (await fits.ReceiveFrameAsync()).Value);
        using var big = await RawSocket.GreetAsync(running.TcpPort);
        var header = new byte[FrameHeader.Size];
        new FrameHeader(WireVersion.V3, FrameFlags.None, MessageType.Sync, 1000 - FrameHeader.Size + 1).Write(header);
        await big.SendAsync(header);
        await big.AssertClosedAsync();
        Assert.Equal(1, await other.ExecuteAsync(1));
    }

    [Fact]
    public async Task A_connection_too_many_is_closed_without_a_word()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { MaxConnections = 1 });
        var only = await running.ConnectTcpAsync();
        using (var refused = await RawSocket.ConnectAsync(running.TcpPort))
            await refused.AssertClosedAsync();
        await only.DisposeAsync();
        await using var next = await Eventually.SucceedsAsync(() => running.ConnectTcpAsync());
        Assert.Equal(1, await next.ExecuteAsync(1));
    }

    [Fact]
    public async Task Pushes_reach_clients_of_both_generations_in_their_own()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        await using var third = await running.ConnectTcpAsync();
        await using var first = await running.ConnectTcpAsync(new RayTcpClientOptions { WireVersion = WireVersion.V1 });
        foreach (var client in new[] { third, first })
        {
            var pushed = new TaskCompletionSource<RayObject>();
            client.Pushed += (_, value) => pushed.SetResult(value);
            foreach (var connection in running.Server.Connections)
                await connection.PushAsync("news");
            Assert.Equal(new RayString("news"), await pushed.Task);
            await client.DisposeAsync();
            await Eventually.HoldsAsync(() => running.Server.Connections.Count == (client == third ? 1 : 0));
        }
    }

    [Fact]
    public async Task A_push_to_a_client_that_has_not_shaken_hands_waits_for_that()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        using var client = await RawSocket.ConnectAsync(running.TcpPort);
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 1);
        var connection = running.Server.Connections.Single();
        var push = connection.PushAsync("early");
        await client.SendAsync([3, 0]);
        Assert.Equal([3, 0], await client.ReceiveAsync(2));
        await push;
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal((MessageType.Async, new RayString("early")), (header.MessageType, value));
        client.Dispose();
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.PushAsync("late"));
        Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);
        Assert.Equal("TcpServerConnection(closed)", connection.ToString());
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_what_it_asked_and_not_what_it_posted()
    {
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var posted = new TaskCompletionSource();
        await using var engine = new FakeEngine(async (request, cancellationToken) =>
        {
            if (request is RayString { Value: "posted" })
            {
                posted.SetResult();
                return request;
            }

            await using var registration = cancellationToken.Register(cancelled.SetResult);
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return request;
        });
        // It might still read for so long.
        await using var running = await RunningServer.StartWithTcpAsync(
            engine, options => options with { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        using (var client = await RawSocket.GreetAsync(running.TcpPort))
        {
            await client.SendFrameAsync("asked");
            await client.SendFrameAsync("posted", MessageType.Async);
            await entered.Task;
        }

        await cancelled.Task;
        await posted.Task;
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
    }

    [Fact]
    public async Task A_server_that_stops_closes_its_clients_and_starts_again()
    {
        var recorder = new LogRecorder();
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { LoggerFactory = recorder });
        await using var connection = await running.ConnectTcpAsync();
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await running.Server.StopAsync();
        await Eventually.HoldsAsync(() => !connection.IsOpen);
        Assert.Equal(0, running.Server.TcpPort);
        await running.Server.StartAsync();
        await using var next = await running.ConnectTcpAsync();
        Assert.Equal(2, await next.ExecuteAsync(2));
        Assert.Contains(
            recorder.Lines,
            line => line.StartsWith("Information: tcp-", StringComparison.Ordinal) && line.EndsWith("TCP."));
    }

    [Fact]
    public async Task A_tcp_port_that_is_taken_is_told_as_such()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        var exception = await Assert.ThrowsAsync<WebSocket.RayforceWSException>(
            () => RunningServer.StartWithTcpAsync(configure: options => options with { TcpPort = running.TcpPort }));
        Assert.Equal(ConnectionErrorReason.ListenFailed, exception.Reason);
        Assert.Contains($"{running.TcpPort}", exception.Message);
    }

    [Fact]
    public async Task Random_bytes_hurt_nobody_but_their_sender()
    {
        await using var running = await RunningServer.StartWithTcpAsync(new RayfallEngine());
        await using var other = await running.ConnectTcpAsync();
        await Gen.Select(Gen.Byte.Array[0, 400], Gen.Bool, Gen.Byte[0, 7], Gen.Byte[0, 3]).SampleAsync(
            async (bytes, greets, flags, type) =>
            {
                using var client = greets ? await RawSocket.GreetAsync(
                    running.TcpPort) : await RawSocket.ConnectAsync(running.TcpPort);
                await client.SendAsync(type == 3 ? bytes : Frame((FrameFlags)flags, (MessageType)type, bytes));
                client.Socket.Shutdown(SocketShutdown.Send);
                Assert.Equal(3, await other.ExecuteAsync("(+ 1 2)"));
            },
            iter: 200);
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 1);
    }

    private static byte[] Frame(FrameFlags flags, MessageType type, byte[] payload)
    {
        var header = new byte[FrameHeader.Size];
        new FrameHeader(WireVersion.V3, flags, type, payload.Length).Write(header);
        return [.. header, .. payload];
    }
}
