using System.Net.WebSockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class LimitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_over_the_cap_closes_its_connection_and_no_other(bool fragmented)
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { MaxMessageSize = 10_000 });
        using var bystander = await RawClient.ConnectAsync(running.Server);
        using var client = await RawClient.ConnectAsync(running.Server);
        if (fragmented)
        {
            for (var sent = 0; sent <= 10_000; sent += 1000)
                await client.SendAsync(new byte[1000], end: false);
        }
        else
        {
            await client.SendAsync(new byte[10_001]);
        }

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await client.ReceiveCloseAsync());
        await bystander.SendFrameAsync("undisturbed");
        Assert.Equal(new RayString("undisturbed"), (await bystander.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task What_is_left_of_a_message_over_the_cap_is_no_request()
    {
        var asked = 0;
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((request, _) =>
            {
                Interlocked.Increment(ref asked);
                return Task.FromResult(request);
            }),
            options => options with { MaxMessageSize = 10_000 });
        using var client = await RawClient.ConnectAsync(running.Server);
        await client.SendAsync(new byte[10_001], end: false);
        await client.SendFrameAsync("hidden in the end of it");
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await client.ReceiveCloseAsync());
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_message_that_just_fits_is_served()
    {
        var request = new RayVector<byte>(new byte[10_000]);
        var size = RaySerializer.SerializeFrame(request).Length;
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { MaxMessageSize = size });
        await using var connection = await running.ConnectAsync();
        Assert.Equal(request, await connection.ExecuteAsync(request));
        var exception = await Assert.ThrowsAsync<RayforceWSException>(
            () => connection.ExecuteAsync(new RayVector<byte>(new byte[10_001])));
        Assert.Contains("MessageTooBig", exception.Message);
    }

    [Fact]
    public async Task A_reply_over_the_cap_is_the_error_limit()
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, _) => Task.FromResult<RayObject>(new RayVector<byte>(new byte[10_000]))),
            options => options with { MaxMessageSize = 1000 });
        await using var connection = await running.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("x"));
        Assert.Equal("limit", exception.Code);
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task Connections_over_the_cap_are_refused_until_one_closes()
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { MaxConnections = 2 });
        var first = await running.ConnectAsync();
        await using var second = await running.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => running.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.ConnectFailed, exception.Reason);
        Assert.Contains("503", exception.Message);
        Assert.Equal(new RayString("undisturbed"), await second.ExecuteAsync("undisturbed"));

        await first.CloseAsync();
        await using var third = await Eventually.SucceedsAsync(() => running.ConnectAsync());
        Assert.Equal(new RayString("in"), await third.ExecuteAsync("in"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_takes_too_long_is_the_error_cancel(bool subprotocol)
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine(async (request, cancellationToken) =>
            {
                if (request is RayString { Value: "slow" })
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                return request;
            }),
            options => options with { EvaluationTimeout = TimeSpan.FromMilliseconds(50) });
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol);
        await client.SendFrameAsync("slow", MessageType.Sync);
        await client.SendFrameAsync("fast", MessageType.Sync);
        var (_, value) = await client.ReceiveFrameAsync();
        if (subprotocol)
            Assert.Equal("cancel", Assert.IsType<RayError>(value).Code);
        else
            Assert.StartsWith("cancel: ", Assert.IsType<RayString>(value).Value);
        Assert.Equal(new RayString("fast"), (await client.ReceiveFrameAsync()).Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_evaluation_ends_when_its_client_has_gone(bool orderly)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = await RunningServer.StartAsync(new FakeEngine(async (request, cancellationToken) =>
        {
            begun.TrySetResult();
            await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return request;
        }));
        using var client = await RawClient.ConnectAsync(running.Server);
        await client.SendFrameAsync("forever");
        await begun.Task;
        if (orderly)
            await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        else
            client.Socket.Abort();
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
    }

    [Fact]
    public async Task A_client_that_answers_no_pings_is_dropped()
    {
        await using var running = await RunningServer.StartAsync(configure: options => options with
        {
            KeepAliveInterval = TimeSpan.FromSeconds(1),
            KeepAliveTimeout = TimeSpan.FromSeconds(1),
        });
        // A WebSocket of .NET answers pings only while somebody receives from it.
        using var client = await RawClient.ConnectAsync(running.Server);
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
    }

    [Fact]
    public async Task A_client_whose_requests_wait_is_still_heard()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = await RunningServer.StartAsync(new FakeEngine(async (request, cancellationToken) =>
        {
            begun.TrySetResult();
            await using var registration = cancellationToken.Register(() => ended.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return request;
        }));
        using var client = await RawClient.ConnectAsync(running.Server);
        await client.SendFrameAsync("forever");
        await begun.Task;
        await client.SendFrameAsync(new RayVector<byte>(new byte[2 * 1024 * 1024]));
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_client_that_does_not_read_its_replies_is_dropped()
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, _) => Task.FromResult<RayObject>(new RayVector<byte>(new byte[64 * 1024]))),
            options => options with { SendTimeout = TimeSpan.FromMilliseconds(100) });
        using var client = await RawClient.ConnectAsync(running.Server);
        var sending = SendUntilDroppedAsync(client);
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
    }

    [Fact]
    public async Task Options_refuse_what_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServerOptions { MaxMessageSize = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServerOptions { MaxConnections = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServerOptions { CompressionThreshold = 100 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServerOptions { CloseTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new WSServerOptions { HandshakeTimeout = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServerOptions { KeepAliveTimeout = TimeSpan.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServerOptions { WireVersion = (WireVersion)2 });
        await using var running = await RunningServer.StartAsync(configure: options => options with
        {
            HandshakeTimeout = Timeout.InfiniteTimeSpan,
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            KeepAliveTimeout = Timeout.InfiniteTimeSpan,
            CloseTimeout = Timeout.InfiniteTimeSpan,
            SendTimeout = Timeout.InfiniteTimeSpan,
            EvaluationTimeout = Timeout.InfiniteTimeSpan,
        });
        await using var connection = await running.ConnectAsync();
        Assert.Equal(1, await connection.ExecuteAsync(1));
    }

    private static async Task SendUntilDroppedAsync(RawClient client)
    {
        while (true)
            await client.SendFrameAsync("more");
    }
}
