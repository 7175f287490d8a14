using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Topics;

/// <summary>A subscriber that does not read, and what becomes of it, and of the others.</summary>
public sealed class BacklogTests
{
    private const int ValueSize = 20_000;
    private const long Backlog = 1_000_000;
    private static readonly RayVector<byte> Value = new(new byte[ValueSize]);

    [Fact]
    public async Task A_subscriber_that_does_not_read_is_closed_between_two_frames_and_disturbs_nobody()
    {
        await using var running = await StartAsync(BacklogPolicy.Close);
        using var stalled = await SubscribeAsync(running);
        using var reader = await SubscribeAsync(running);
        var last = await PublishUntilDroppedAsync(running, reader);

        // Who read has got all of it.
        Assert.Equal(last + 1, await running.Server.PublishAsync("px", Value));
        Assert.Equal(last + 1, Number((await reader.ReceiveFrameAsync()).Value));
        var numbers = await ReadToEndAsync(stalled);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        Assert.InRange(numbers.Count, 1, last - (Backlog / (2 * ValueSize)));

        await using var asking = await running.ConnectTcpAsync();
        Assert.Equal(1L, await MulticastTests.StatisticAsync(asking, "dropped"));
        Assert.Equal(1L, await MulticastTests.StatisticAsync(asking, "subscriptions"));
        var most = Assert.IsType<RayAtom<long>>(await MulticastTests.StatisticAsync(asking, "tx_hwm_bytes")).Value;
        Assert.InRange(most, 1, Backlog);
    }

    [Fact]
    public async Task A_subscriber_that_does_not_read_misses_the_oldest_where_that_is_the_policy()
    {
        await using var running = await StartAsync(BacklogPolicy.DropOldest);
        using var stalled = await SubscribeAsync(running);
        var last = 0L;
        for (var i = 0; i < 1000; i++)
            last = await running.Server.PublishAsync("px", Value);

        var numbers = new List<long>();
        while (numbers.LastOrDefault() < last)
            numbers.Add(Number((await stalled.ReceiveFrameAsync()).Value));
        Assert.Equal(numbers.Order(), numbers);
        Assert.True(numbers.Count < last, "nothing was dropped");
        // What came last is whole: as much as may wait.
        var whole = (int)(Backlog / (ValueSize + 200));
        Assert.Equal(Enumerable.Range((int)last - whole + 1, whole).Select(n => (long)n), numbers[^whole..]);
        await stalled.SendFrameAsync("(at (.mc.stats) 'dropped)");
        Assert.Equal(0L, (await stalled.ReceiveFrameAsync()).Value);
    }

    [Theory]
    [InlineData(BacklogPolicy.Close)]
    [InlineData(BacklogPolicy.DropOldest)]
    public async Task A_program_sets_the_limit_for_one_connection(BacklogPolicy policy)
    {
        await using var running = await StartAsync(policy);
        using var stalled = await SubscribeAsync(running);
        await stalled.SendFrameAsync("(.ipc.txlimit (.ipc.handle) 5000 0)");
        await stalled.ReceiveFrameAsync();
        // A frame larger than the limit is one too many.
        await running.Server.PublishAsync("px", Value);
        if (policy == BacklogPolicy.Close)
            Assert.Empty(await ReadToEndAsync(stalled));
        else
            await stalled.SendFrameAsync("1");
    }

    [Fact]
    public async Task What_waits_for_all_together_is_bounded_and_the_slowest_pays()
    {
        const int memory = 3_000_000;
        await using var running = await StartAsync(
            BacklogPolicy.Close, options => options with { MaxBacklog = 100_000_000, BacklogMemory = memory });
        using var stalled = await SubscribeAsync(running);
        using var reader = await SubscribeAsync(running);
        var last = await PublishUntilDroppedAsync(running, reader);

        Assert.True((await ReadToEndAsync(stalled)).Count < last);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await running.Server.PublishAsync("px", new RayVector<byte>(new byte[memory])));
        Assert.Equal(last + 1, await running.Server.PublishAsync("px", Value));
        Assert.Equal(last + 1, Number((await reader.ReceiveFrameAsync()).Value));
    }

    [Fact]
    public async Task A_reply_comes_in_its_place_among_pushes()
    {
        await using var running = await StartAsync(BacklogPolicy.Close);
        using var client = await SubscribeAsync(running);
        // More than the network takes at once, so that the reply has to wait for its turn, too.
        for (var i = 0; i < 20; i++)
        {
            await client.SendFrameAsync(
                $"(do (map (fn [i] (.mc.pub 'px (take 'x 2000))) (til 20)) (.ipc.post (.ipc.handle) {i}) {i})");
        }

        var number = 0L;
        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j < 20; j++)
                Assert.Equal(++number, Number((await client.ReceiveFrameAsync()).Value));
            Assert.Equal((MessageType.Async, (long)i), await ReceiveAsync(client));
            Assert.Equal((MessageType.Response, (long)i), await ReceiveAsync(client));
        }
    }

    /// <summary>Publishes, as fast as one subscriber reads, until another one has been dropped.</summary>
    private static async Task<long> PublishUntilDroppedAsync(RunningServer running, RawSocket reader)
    {
        await using var asking = await running.ConnectTcpAsync();
        for (var last = 0L; last < 10_000;)
        {
            last = await running.Server.PublishAsync("px", Value);
            Assert.Equal(last, Number((await reader.ReceiveFrameAsync()).Value));
            if (await MulticastTests.StatisticAsync(asking, "dropped") is RayAtom<long> { Value: 1 })
                return last;
        }

        throw new InvalidOperationException("Nobody was dropped.");
    }

    private static async Task<(MessageType, long)> ReceiveAsync(RawSocket client)
    {
        var (header, value) = await client.ReceiveFrameAsync();
        return (header.MessageType, Assert.IsType<RayAtom<long>>(value).Value);
    }

    private static async Task<RawSocket> SubscribeAsync(RunningServer running)
    {
        var client = await RawSocket.GreetAsync(running.TcpPort);
        await client.SendFrameAsync("(.mc.sub 'px)");
        Assert.Equal(1L, (await client.ReceiveFrameAsync()).Value);
        return client;
    }

    /// <summary>The numbers of the publications up to the end, which comes between two frames.</summary>
    private static async Task<List<long>> ReadToEndAsync(RawSocket client)
    {
        var numbers = new List<long>();
        while (true)
        {
            var start = await client.ReceiveAsync(FrameHeader.Size);
            if (start.Length == 0)
                return numbers;
            Assert.Equal(WireStatus.Done, FrameHeader.TryRead(start, out var header));
            var payload = await client.ReceiveAsync((int)header.PayloadSize);
            Assert.Equal(header.PayloadSize, payload.Length);
            numbers.Add(Number(RaySerializer.Deserialize(payload, header.Version)));
        }
    }

    private static long Number(RayObject update) => ((RayAtom<long>)((RayList)update)[2]).Value;

    private static Task<RunningServer> StartAsync(
        BacklogPolicy policy, Func<WSServerOptions, WSServerOptions>? configure = null) =>
        RunningServer.StartWithTcpAsync(new RayfallEngine(), options =>
        {
            var bounded = options with { BacklogPolicy = policy, MaxBacklog = Backlog };
            return configure?.Invoke(bounded) ?? bounded;
        });
}
