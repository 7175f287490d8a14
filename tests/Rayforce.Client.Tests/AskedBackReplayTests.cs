using System.Threading.Channels;
using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests;

/// <summary>The recorded conversations in which the server asks back, played to this client and its handler.</summary>
public sealed class AskedBackReplayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<RayObject> _questions = Channel.CreateUnbounded<RayObject>();
    private readonly Channel<RayObject> _answers = Channel.CreateUnbounded<RayObject>();
    private readonly TaskCompletionSource _heard = new();

    [Theory]
    [InlineData("core3/tcp/server-asks-back")]
    [InlineData("core3/tcp/server-asks-back-timeout")]
    [InlineData("core3/tcp-python/tcp-client-sync-from-server")]
    [InlineData("core3/tcp-python/tcp-server-handle")]
    public async Task The_handler_hears_what_was_recorded_and_its_answers_go_back(string name)
    {
        var steps = GetOneAtATime(GoldenConversation.Find(name).Steps);
        Assert.Contains(steps, step => GetType(step.Receive) == MessageType.Sync);
        await using var server = FakeServer.Start(client => PlayAsync(client, steps));
        await using (var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = async (question, cancellationToken) =>
            {
                await _questions.Writer.WriteAsync(question, cancellationToken);
                return await _answers.Reader.ReadAsync(cancellationToken);
            },
        }))
        {
            await ConverseAsync(connection, steps).WaitAsync(Patience);
        }

        await server.Done.WaitAsync(Patience);
    }

    /// <summary>
    /// The steps before those in which the client asks while the server waits for it: that is answered first, and a
    /// client that is answered in order does not ask so.
    /// </summary>
    private static List<GoldenStep> GetOneAtATime(IReadOnlyList<GoldenStep> steps)
    {
        var finished = 0;
        var isAsked = false;
        for (var i = 0; i < steps.Count; i++)
        {
            var (sent, received) = (GetType(steps[i].Send), GetType(steps[i].Receive));
            if (isAsked && sent == MessageType.Sync)
                break;
            isAsked = received == MessageType.Sync || isAsked && sent != MessageType.Response;
            if (received == MessageType.Response || steps[i].Closed)
                finished = i + 1;
        }

        return [.. steps.Take(finished)];
    }

    private async Task PlayAsync(RawSocket client, List<GoldenStep> steps)
    {
        Assert.Equal(steps[0].Send, await client.ReceiveAsync(2));
        foreach (var step in steps.Skip(1))
        {
            if (step.Receive is { } bytes)
            {
                await client.SendAsync(bytes);
            }
            else if (step.Send is { } recorded)
            {
                var sent = await client.ReceiveFrameBytesAsync();
                if (IsWrittenHere(recorded))
                    Assert.Equal(Convert.ToHexString(recorded), Convert.ToHexString(sent));
            }
            else if (step.Closed && step.Note != "by the client")
            {
                // The time that natively went by.
                await _heard.Task.WaitAsync(Patience);
                return;
            }
        }

        Assert.Empty(await client.ReceiveAsync(1));
    }

    private async Task ConverseAsync(RayTcpConnection connection, List<GoldenStep> steps)
    {
        Task<RayObject>? call = null;
        foreach (var step in steps.Skip(2))
        {
            if (step.Send is { } sent && GetType(sent) == MessageType.Sync)
                call = connection.ExecuteAsync(Decode(sent)!);
            else if (step.Send is { } answer)
                await _answers.Writer.WriteAsync(Decode(answer) ?? new RayString("readable"));
            else if (step.Receive is { } question && GetType(question) == MessageType.Sync)
            {
                Assert.Equal(Decode(question), await _questions.Reader.ReadAsync());
                _heard.TrySetResult();
            }
            else if (step.Receive is { } reply && GetType(reply) == MessageType.Response)
                await AssertReplyAsync(Decode(reply)!, call!);
            else if (step.Closed && step.Note != "by the client")
                Assert.Equal(
                    ConnectionErrorReason.Closed,
                    (await Assert.ThrowsAsync<RayforceTcpException>(() => call!)).Reason);
        }
    }

    private static async Task AssertReplyAsync(RayObject recorded, Task<RayObject> call)
    {
        if (recorded is RayError error)
            Assert.Equal(error, (await Assert.ThrowsAsync<RayforceQueryException>(() => call)).Error);
        else
            Assert.Equal(recorded, await call);
    }

    private static MessageType? GetType(byte[]? frame) =>
        FrameHeader.TryRead(frame, out var header) == WireStatus.Done ? header.MessageType : null;

    /// <summary>Whether this library writes such bytes, and not a peer that tries what is broken.</summary>
    private static bool IsWrittenHere(byte[] frame) => Decode(frame) is { } value
        && RaySerializer.SerializeFrame(value, messageType: GetType(frame)!.Value).AsSpan().SequenceEqual(frame);

    private static RayObject? Decode(byte[] frame)
    {
        try
        {
            return RaySerializer.DeserializeFrame(frame);
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }
}
