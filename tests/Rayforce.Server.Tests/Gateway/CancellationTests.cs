using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Gateway;

public sealed class CancellationTests
{
    private static readonly UpstreamEngineOptions One = new() { MaxConnections = 1 };

    [Fact]
    public async Task A_cancelled_request_is_interrupted_and_its_connection_never_used_again()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = FakeUpstream.Start(async (client, number) =>
        {
            var (_, value) = await client.ReceiveFrameAsync();
            if (number == 0)
            {
                asked.TrySetResult();
                await client.TakeUrgentAsync();
                await client.SendFrameAsync(new RayError("cancel"), MessageType.Response);
                await client.AssertClosedAsync();
                return;
            }

            await client.SendFrameAsync(value, MessageType.Response);
        });
        var interrupting = One with { Tcp = new RayTcpClientOptions { CancelOnServer = true } };
        await using var engine = new UpstreamEngine(upstream.Uri, interrupting);
        await CancelAsync(engine, asked.Task);

        Assert.Equal("next", await AskAsync(engine, "next", CancellationToken.None));
        await upstream.Done;
    }

    [Fact]
    public async Task The_late_reply_of_a_cancelled_request_is_drained_before_the_next_one()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = FakeUpstream.Start(async (client, number) =>
        {
            Assert.Equal(0, number);
            for (var request = 0; request < 2; request++)
            {
                var (_, value) = await client.ReceiveFrameAsync();
                asked.TrySetResult();
                await release.Task;
                await client.SendFrameAsync(value, MessageType.Response);
            }
        });
        var quiet = One with
        {
            DrainTimeout = TimeSpan.FromMinutes(1),
        };
        await using var engine = new UpstreamEngine(upstream.Uri, quiet);
        await CancelAsync(engine, asked.Task);

        var next = AskAsync(engine, "next", CancellationToken.None);
        release.SetResult();

        Assert.Equal("next", await next);
        await upstream.Done;
    }

    [Fact]
    public async Task An_upstream_that_does_not_let_go_of_a_cancelled_request_is_hung_up_on()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = FakeUpstream.Start(async (client, number) =>
        {
            var (_, value) = await client.ReceiveFrameAsync();
            asked.TrySetResult();
            if (number == 0)
                await client.AssertClosedAsync();
            else
                await client.SendFrameAsync(value, MessageType.Response);
        });
        var brief = One with
        {
            DrainTimeout = TimeSpan.FromMilliseconds(100),
        };
        await using var engine = new UpstreamEngine(upstream.Uri, brief);
        await CancelAsync(engine, asked.Task);

        Assert.Equal("next", await AskAsync(engine, "next", CancellationToken.None));
        await upstream.Done;
    }

    [Fact]
    public async Task Replies_are_never_mixed_whatever_is_cancelled_when()
    {
        await using var server = await RunningGateway.StartUpstreamAsync(FakeEngine.Echo());
        await using var engine = new UpstreamEngine(
            server.Server.TcpEndpoint!, new UpstreamEngineOptions { MaxConnections = 3 });
        var answered = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            for (var call = 0; call < 60; call++)
            {
                using var cancel = new CancellationTokenSource();
                var text = $"{client}/{call}";
                var asking = AskAsync(engine, text, cancel.Token);
                if (call % 3 == 0)
                    await cancel.CancelAsync();
                try
                {
                    Assert.Equal(text, await asking);
                    Interlocked.Increment(ref answered);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(cancel.IsCancellationRequested);
                }
            }
        }));

        Assert.InRange(answered, 8 * 40, 8 * 60);
    }

    /// <summary>Asks, and cancels once the upstream has got it.</summary>
    private static async Task CancelAsync(UpstreamEngine engine, Task asked)
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = AskAsync(engine, "cancelled", cancel.Token);
        await asked;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    private static async Task<RayObject> AskAsync(
        UpstreamEngine engine, string text, CancellationToken cancellationToken)
    {
        using var reply = new PooledBuffer();
        var payload = RaySerializer.SerializeFrame(text)[FrameHeader.Size..];
        await engine.EvaluateAsync(new EngineRequest(payload, WireVersion.V3), reply, cancellationToken);
        return ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3);
    }
}
