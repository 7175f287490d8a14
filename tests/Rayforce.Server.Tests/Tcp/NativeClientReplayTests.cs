using System.Collections.Concurrent;
using System.Globalization;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Tcp;

/// <summary>
/// What native sent when it was the client, recorded by a script in the server's place, sent to this server. What the
/// script answered, this server has to answer.
/// </summary>
public sealed class NativeClientReplayTests
{
    public static TheoryData<string> Conversations => [.. GoldenConversation.In("core3/tcp")
        .Where(each => each.HasNativeClient && !each.Name.StartsWith("client-answer-", StringComparison.Ordinal))
        .Select(each => each.Case)];

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task This_server_answers_native_as_the_script_did(string name)
    {
        // On this connection what was received is what native said.
        var steps = GoldenConversation.Find(name).Steps
            .Where(step => step.Connection == GoldenConversation.NativeClient).ToList();
        var asked = new ConcurrentQueue<RayObject>();
        var answers = new Queue<RayObject>(steps.Where(step => IsFrame(step.Send)).Select(step => Decode(step.Send!)));
        var engine = new FakeEngine((request, _) =>
        {
            asked.Enqueue(request);
            return Task.FromResult(answers.Count > 0 ? answers.Dequeue() : RayNull.Instance);
        });
        await using var running = await RunningServer.StartWithTcpAsync(
            engine, options => options with { Password = steps.Any(step => step.Send is [3, 1]) ? "s3cret" : null });
        using var native = await RawSocket.ConnectAsync(running.TcpPort);
        foreach (var step in steps)
        {
            if (step.Receive is not null)
                await native.SendAsync(GetWhole(step));
            else if (step.Send is { } answer)
                Assert.Equal(Convert.ToHexString(answer), Convert.ToHexString(await native.ReceiveAsync(answer.Length)));
        }

        var expected = steps.Where(step => IsFrame(step.Receive)).Select(step => Decode(GetWhole(step))).ToList();
        await Eventually.HoldsAsync(() => asked.Count == expected.Count);
        Assert.Equal(expected, asked);
        Assert.Equal(0, native.Socket.Available);
    }

    private static bool IsFrame(byte[]? bytes) => bytes is { Length: >= FrameHeader.Size };

    /// <summary>A long frame is so many booleans, all true; of it the beginning and the size were kept.</summary>
    private static byte[] GetWhole(GoldenStep step)
    {
        if (step.ReceiveSize is not { } size || size == step.Receive!.Length)
            return step.Receive!;
        var count = int.Parse(step.Note.Split(' ')[0], CultureInfo.InvariantCulture);
        var payload = RaySerializer.SerializeFrame(
            new RayVector<bool>([.. Enumerable.Repeat(true, count)]))[FrameHeader.Size..];
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(step.Receive, out var header));
        if ((header.Flags & FrameFlags.Compressed) != 0)
        {
            using var packed = new PooledBuffer();
            Assert.True(FrameCompression.TryCompress(payload, packed));
            payload = packed.WrittenSpan.ToArray();
        }

        byte[] frame = [.. step.Receive!.AsSpan(0, FrameHeader.Size), .. payload];
        Assert.Equal(size, frame.Length);
        Assert.True(frame.AsSpan().StartsWith(step.Receive!));
        return frame;
    }

    private static RayObject Decode(byte[] frame)
    {
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(frame, out var header));
        if ((header.Flags & FrameFlags.Compressed) == 0)
            return RaySerializer.DeserializeFrame(frame);
        using var unpacked = FrameCompression.Unpack(frame.AsSpan(FrameHeader.Size), WireLimits.MaxConnectionPayload);
        return RaySerializer.Deserialize(unpacked.WrittenSpan, header.Version);
    }
}
