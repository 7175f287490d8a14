using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Gateway;

public sealed class LossTests
{
    private static readonly UpstreamEngineOptions Patient = new() { ReconnectTimeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task An_upstream_that_dies_fails_what_it_evaluates_and_nothing_else()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = FakeUpstream.Start(async (client, _) =>
        {
            while (true)
            {
                var (_, value) = await client.ReceiveFrameAsync();
                if (value is RayString { Value: "die" })
                    return;
                await client.SendFrameAsync(value, MessageType.Response);
                asked.TrySetResult();
            }
        });
        await using var gateway = await RunningGateway.StartAsync(upstream.Port);
        await using var unlucky = await gateway.ConnectAsync();
        await using var other = await gateway.ConnectAsync();
        Assert.Equal("alive", await other.ExecuteAsync("alive"));
        await asked.Task;

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => unlucky.ExecuteAsync("die"));

        Assert.Equal("io", error.Code);
        Assert.Contains($"rayforce://127.0.0.1:{upstream.Port}", error.Message, StringComparison.Ordinal);
        Assert.Equal("still", await other.ExecuteAsync("still"));
        Assert.Equal("again", await unlucky.ExecuteAsync("again"));
    }

    [Fact]
    public async Task A_request_during_a_restart_waits_for_the_upstream_to_come_back()
    {
        using var log = new LogRecorder();
        var first = await RunningGateway.StartUpstreamAsync();
        var port = first.Server.TcpPort!.Value;
        await using var gateway = await RunningGateway.StartAsync(port, Patient with { LoggerFactory = log });
        await using var client = await gateway.ConnectAsync();
        Assert.Equal(3L, await client.ExecuteAsync("(+ 1 2)"));

        await first.DisposeAsync();
        await Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("is lost", StringComparison.Ordinal)));
        var waiting = client.ExecuteAsync("(+ 2 3)");
        await Eventually.HoldsAsync(
            () => log.Lines.Count(line => line.Contains("next attempt", StringComparison.Ordinal)) > 1);
        Assert.False(waiting.IsCompleted);
        await using var second = await RunningGateway.StartUpstreamAsync(port: port);

        Assert.Equal(5L, await waiting);
    }

    [Fact]
    public async Task An_upstream_that_stays_away_is_an_error_that_names_it()
    {
        var gone = await RunningGateway.StartUpstreamAsync();
        var port = gone.Server.TcpPort!.Value;
        await gone.DisposeAsync();
        await using var gateway = await RunningGateway.StartAsync(
            port, new UpstreamEngineOptions { ReconnectTimeout = TimeSpan.FromMilliseconds(300) });
        await using var client = await gateway.ConnectAsync();

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(+ 1 2)"));

        Assert.Equal("io", error.Code);
        Assert.Contains($"rayforce://127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RayforceTcpException>(() => gateway.Engine.ConnectAsync());
    }

    [Fact]
    public async Task Requests_that_wait_for_a_connection_do_not_wait_one_after_another_for_an_upstream_that_is_away()
    {
        var gone = await RunningGateway.StartUpstreamAsync();
        var port = gone.Server.TcpPort!.Value;
        await gone.DisposeAsync();
        var options = new UpstreamEngineOptions { MaxConnections = 1, ReconnectTimeout = TimeSpan.FromSeconds(1) };
        await using var engine = new UpstreamEngine(new Uri($"rayforce://127.0.0.1:{port}"), options);
        var requests = Enumerable.Range(0, 500).Select(_ => engine.ConnectAsync()).ToArray();

        // One after another they would take 500 times the time that one may wait.
        var all = Task.WhenAll(requests).WaitAsync(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<RayforceTcpException>(() => all);
        Assert.All(requests, request => Assert.IsType<RayforceTcpException>(request.Exception!.InnerException));
    }

    [Theory]
    [InlineData("", "wants credentials")]
    [InlineData("bob:wrong@", "rejected the credentials")]
    public async Task Wrong_credentials_are_an_error_at_once(string credentials, string message)
    {
        await using var upstream = await RunningServer.StartAsync(
            FakeEngine.Echo(), options => options with { TcpPort = 0, Password = "s3cret" });
        await using var engine = new UpstreamEngine(
            new Uri($"rayforce://{credentials}127.0.0.1:{upstream.Server.TcpPort}"),
            new UpstreamEngineOptions { ReconnectTimeout = Timeout.InfiniteTimeSpan });

        for (var request = 0; request < 3; request++)
        {
            var connecting = engine.ConnectAsync().WaitAsync(TimeSpan.FromMinutes(1));
            var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connecting);
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_packed_reply_that_claims_gigabytes_is_an_error_and_nothing_else()
    {
        await using var upstream = FakeUpstream.Start(async (client, number) =>
        {
            var (_, value) = await client.ReceiveFrameAsync();
            if (number == 0)
                await client.SendPayloadAsync([0xff, 0xff, 0xff, 0x7f, 127, 0], FrameFlags.Compressed);
            else
                await client.SendFrameAsync(value, MessageType.Response);
        });
        await using var gateway = await RunningGateway.StartAsync(upstream.Port);
        await using var client = await gateway.ConnectAsync();

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("bomb"));

        Assert.Equal("io", error.Code);
        Assert.Equal("next", await client.ExecuteAsync("next"));
    }

    [Fact]
    public async Task A_reply_that_nobody_asked_for_ends_its_connection()
    {
        await using var upstream = FakeUpstream.Start(async (client, number) =>
        {
            if (number == 0)
                await client.SendFrameAsync("stray", MessageType.Response);
            while (true)
                await client.SendFrameAsync((await client.ReceiveFrameAsync()).Value, MessageType.Response);
        });
        using var log = new LogRecorder();
        await using var gateway = await RunningGateway.StartAsync(
            upstream.Port, new UpstreamEngineOptions { LoggerFactory = log });
        await gateway.Engine.ConnectAsync();
        await Eventually.HoldsAsync(
            () => log.Lines.Any(line => line.Contains("nobody has asked", StringComparison.Ordinal)));
        await using var client = await gateway.ConnectAsync();

        Assert.Equal("mine", await client.ExecuteAsync("mine"));
    }

    [Fact]
    public async Task Disposing_answers_what_is_under_way()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = FakeUpstream.Start(async (client, _) =>
        {
            await client.ReceiveFrameAsync();
            asked.TrySetResult();
            await client.AssertClosedAsync();
        });
        await using var gateway = await RunningGateway.StartAsync(upstream.Port);
        await using var client = await gateway.ConnectAsync();
        var endless = client.ExecuteAsync("endless");
        await asked.Task;

        await gateway.Engine.DisposeAsync();

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => endless);
        Assert.Equal("io", error.Code);
        await upstream.Done;
    }
}
