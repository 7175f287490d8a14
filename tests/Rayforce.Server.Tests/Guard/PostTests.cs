using System.Collections.Concurrent;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Guard;

/// <summary>Requests without a reply, bounded in number, time and share.</summary>
public class PostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Posts_whose_sender_has_left_are_evaluated_and_hold_no_place()
    {
        var (begun, go) = (NewSource(), NewSource());
        var evaluated = new ConcurrentQueue<RayObject>();
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, cancellationToken) =>
            {
                begun.TrySetResult();
                await go.Task.WaitAsync(cancellationToken);
                evaluated.Enqueue(request);
                return request;
            }),
            options => options with
            {
                CloseTimeout = TimeSpan.FromMilliseconds(100), MaxConnections = 1, PostTimeout = Patience,
            });
        using (var sender = await RawSocket.GreetAsync(running.TcpPort))
        {
            for (var i = 0; i < 20; i++)
                await sender.SendFrameAsync(i, MessageType.Async);
            await begun.Task;
        }

        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
        using var next = await Eventually.SucceedsAsync(() => RawSocket.GreetAsync(running.TcpPort));
        go.SetResult();
        await Eventually.HoldsAsync(() => evaluated.Count == 20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (RayObject)i), evaluated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Posts_of_a_sender_that_has_left_end_when_their_time_is_up(bool obeys)
    {
        using var log = new LogRecorder();
        var begun = 0;
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, cancellationToken) =>
            {
                if (request is RayString)
                    return request;
                Interlocked.Increment(ref begun);
                await Task.Delay(Timeout.Infinite, obeys ? cancellationToken : CancellationToken.None);
                return request;
            }),
            options => options with
            {
                CloseTimeout = TimeSpan.FromMilliseconds(100),
                PostTimeout = TimeSpan.FromMilliseconds(100),
                LoggerFactory = log,
            });
        for (var sender = 0; sender < 4; sender++)
        {
            using var socket = await RawSocket.GreetAsync(running.TcpPort);
            for (var i = 0; i < 20; i++)
                await socket.SendFrameAsync(i, MessageType.Async);
        }

        await Eventually.HoldsAsync(() => log.Lines.Count(line => line.Contains("when their sender had left")) == 4);
        using var bystander = await RawSocket.GreetAsync(running.TcpPort);
        await bystander.SendFrameAsync("served");
        Assert.Equal("served", (await bystander.ReceiveFrameAsync()).Value);
        Assert.InRange(begun, 1, 4);
    }

    [Fact]
    public async Task Posts_of_all_clients_take_no_more_than_their_share_of_the_engine()
    {
        var share = Math.Max(1, Environment.ProcessorCount / 2);
        var (now, most) = (0, 0);
        var go = NewSource();
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, cancellationToken) =>
            {
                if (request is RayString)
                    return request;
                var count = Interlocked.Increment(ref now);
                InterlockedMax(ref most, count);
                await go.Task.WaitAsync(cancellationToken);
                Interlocked.Decrement(ref now);
                return request;
            }));
        var senders = new List<RawSocket>();
        for (var i = 0; i < share + 8; i++)
        {
            senders.Add(await RawSocket.GreetAsync(running.TcpPort));
            await senders[^1].SendFrameAsync(i, MessageType.Async);
        }

        await Eventually.HoldsAsync(() => now == share);
        using var bystander = await RawSocket.GreetAsync(running.TcpPort);
        await bystander.SendFrameAsync("served");
        Assert.Equal("served", (await bystander.ReceiveFrameAsync()).Value);
        go.SetResult();
        foreach (var sender in senders)
        {
            await sender.SendFrameAsync("after its post");
            Assert.Equal("after its post", (await sender.ReceiveFrameAsync()).Value);
            sender.Dispose();
        }

        Assert.Equal(share, most);
    }

    [Fact]
    public async Task Only_so_many_senders_may_leave_posts_behind()
    {
        using var log = new LogRecorder();
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return request;
            }),
            options => options with { CloseTimeout = TimeSpan.FromMilliseconds(50), LoggerFactory = log });
        for (var sender = 0; sender < 66; sender++)
        {
            using var socket = await RawSocket.GreetAsync(running.TcpPort);
            await socket.SendFrameAsync(1, MessageType.Async);
        }

        await Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("64 others have left some behind")));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
