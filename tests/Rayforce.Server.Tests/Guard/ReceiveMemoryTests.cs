using System.Net.Sockets;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Guard;

/// <summary>What clients send, or begin to send, and what it may hold.</summary>
[Collection(AloneCollection.Name)]
public class ReceiveMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Messages_wait_for_memory_and_all_of_them_are_served_in_the_end()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine((request, _) => Task.FromResult<RayObject>(((RayVector)request).Count)),
            options => options with { MaxMessageSize = 4 * Megabyte, ReceiveMemory = 1 });
        var served = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var frame = new LongFrame(3 * Megabyte, MessageType.Sync);
            using var client = await RawSocket.GreetAsync(running.TcpPort);
            foreach (var piece in frame.Pieces)
                await client.SendAsync(piece);
            return Equals((await client.ReceiveFrameAsync()).Value, (RayObject)frame.Count);
        }));
        Assert.All(served, Assert.True);
    }

    [Fact]
    public async Task Who_announces_much_and_stops_is_dropped_and_small_messages_are_served_meanwhile()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with
            {
                MaxMessageSize = 4 * Megabyte,
                ReceiveMemory = 1,
                ReceiveTimeout = TimeSpan.FromSeconds(5),
            });
        var frame = new LongFrame(3 * Megabyte, MessageType.Sync);
        var stalled = new List<RawSocket>();
        for (var i = 0; i < 12; i++)
        {
            stalled.Add(await RawSocket.GreetAsync(running.TcpPort));
            await stalled[^1].SendAsync(frame.Header);
            await stalled[^1].SendAsync(new byte[128 * 1024]);
        }

        using var small = await RawSocket.GreetAsync(running.TcpPort);
        await small.SendFrameAsync("small");
        Assert.Equal("small", (await small.ReceiveFrameAsync()).Value);
        foreach (var socket in stalled)
        {
            await socket.AssertClosedAsync();
            socket.Dispose();
        }

        using var large = await RawSocket.GreetAsync(running.TcpPort);
        foreach (var piece in frame.Pieces)
            await large.SendAsync(piece);
        Assert.IsType<RayVector<byte>>((await large.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task A_message_that_has_come_far_and_stops_is_dropped_as_soon_as_one_that_has_not()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { ReceiveTimeout = TimeSpan.FromSeconds(3) });
        // At a second for every 64 KiB that have come it would have a quarter of an hour.
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        try
        {
            foreach (var piece in new LongFrame(256 * Megabyte, MessageType.Sync).Pieces.Take(60))
                await client.SendAsync(piece);
            await client.AssertClosedAsync();
        }
        catch (SocketException)
        {
            // It was closed before: this machine stood still for so long.
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public async Task A_frame_that_was_begun_has_a_deadline_wherever_it_stops(int count)
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { ReceiveTimeout = TimeSpan.FromMilliseconds(200) });
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        await client.SendAsync(RaySerializer.SerializeFrame("begun", messageType: MessageType.Sync)[..count]);
        await client.AssertClosedAsync();
    }

    [Theory]
    [InlineData(MessageType.Sync)]
    [InlineData(MessageType.Async)]
    public async Task A_packed_list_of_nulls_is_refused_before_it_takes_its_memory(MessageType type)
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartWithTcpAsync(engine);
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        var frame = PackedNulls.Frame(200_000_000, type);
        Assert.InRange(frame.Length, 1, 4 * Megabyte);
        var before = GC.GetTotalAllocatedBytes();
        for (var i = 0; i < 4; i++)
            await client.SendAsync(frame);
        if (type == MessageType.Sync)
        {
            for (var i = 0; i < 4; i++)
                Assert.Equal("limit", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
        }

        await client.SendFrameAsync("(+ 1 2)");
        Assert.Equal(3, (await client.ReceiveFrameAsync()).Value);
        // Unpacked it has 200 MB; the list alone would take 1.6 GB beside, each time.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1_400_000_000);
    }

    [Fact]
    public async Task Many_packed_frames_at_once_are_unpacked_within_the_memory_for_all()
    {
        var (now, most) = (0, 0);
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Delay(20, CancellationToken.None);
                Interlocked.Decrement(ref now);
                return ((RayVector)request).Count;
            }),
            options => options with { MaxMessageSize = 4 * Megabyte, ReceiveMemory = 1 });
        var packed = PackedNulls.Vector(3 * Megabyte, MessageType.Sync);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var client = await RawSocket.GreetAsync(running.TcpPort);
            await client.SendAsync(packed);
            Assert.Equal(3 * Megabyte, (await client.ReceiveFrameAsync()).Value);
        }));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Decoding_ends_when_its_request_is_cancelled()
    {
        var payload = new PooledBuffer();
        using var cancelled = new CancellationTokenSource();
        var checks = 0;
        RaySerializer.Serialize(
            new RayList([.. Enumerable.Range(0, 100_000).Select(i => (RayObject)i)]), payload, WireVersion.V3);
        var budget = new RayReadBudget(long.MaxValue, () =>
        {
            checks++;
            cancelled.Cancel();
            cancelled.Token.ThrowIfCancellationRequested();
        });
        Assert.Throws<OperationCanceledException>(() => RaySerializer.Deserialize(
            payload.WrittenSpan, WireVersion.V3, RayReadOptions.None, budget));
        Assert.Equal(1, checks);
        payload.Dispose();
        await Task.CompletedTask;
    }
}
