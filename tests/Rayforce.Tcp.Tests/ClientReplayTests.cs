using System.Text;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Tcp.Tests.Support;

namespace Rayforce.Tcp.Tests;

/// <summary>
/// The server's side of the recorded conversations, played to this client; what the client sends has to be what was
/// recorded.
/// </summary>
public class ClientReplayTests
{
    /// <summary>
    /// Conversations in which the recorded client sends what this one never does: malformed frames and packings,
    /// credentials without their NUL, bytes before its version. There the server's side alone is played.
    /// </summary>
    private static readonly string[] Unsendable =
    [
        "bad-prefix", "bad-endian", "zero-size", "oversize", "bad-payload", "compressed-bad-size", "compressed-bomb",
        "handshake-version-2", "handshake-prefix", "auth-empty",
    ];

    public static TheoryData<string, string> Conversations() => TcpConversation.All();

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_client_sends_what_was_recorded_and_takes_what_was_answered(string generation, string name)
    {
        var conversation = TcpConversation.Read(generation, name);
        var compares = !Unsendable.Contains(name);
        await using var server = FakeServer.Start(client => PlayAsync(client, conversation, compares));
        await AskAsync(server, conversation);
        await server.Done;
    }

    private static async Task PlayAsync(RawSocket client, TcpConversation conversation, bool compares)
    {
        foreach (var step in conversation.Steps)
        {
            if (step.Closed)
                return;
            if (step.Receive is { } reply)
                await client.SendAsync(reply);
            else if (compares)
                Assert.Equal(
                    Convert.ToHexString(step.Send!), Convert.ToHexString(await client.ReceiveAsync(step.Send!.Length)));
            else
                Assert.NotEqual(0, await client.Socket.ReceiveAsync(new byte[4096]));
        }

        // The client closes first, having taken every reply.
        Assert.Empty(await client.ReceiveAsync(1));
    }

    private static async Task AskAsync(FakeServer server, TcpConversation conversation)
    {
        var sent = conversation.Steps.Where(step => step.Send is not null).Select(step => step.Send!).ToList();
        var options = new RayTcpClientOptions
        {
            // The client that is not told finds out, and begins as one of version 3 does.
            WireVersion = sent[0][0] == (byte)WireVersion.V1 ? WireVersion.V1 : null,
            Credentials = conversation.Name is "restricted" || conversation.Name.StartsWith(
                "auth", StringComparison.Ordinal)
                ? Encoding.UTF8.GetString(sent[1].AsSpan()[1..].TrimEnd((byte)0))
                : null,
            Compression = conversation.Name == "compressed-request",
        };
        var requests = sent.SelectMany(SplitFrames).ToList();
        if (requests.Count == 0 && conversation.Steps[^1].Closed || conversation.Name == "auth-empty")
        {
            var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => server.ConnectAsync(options));
            Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
            return;
        }

        await using var connection = await server.ConnectAsync(options);
        Assert.Equal(conversation.Version, connection.WireVersion);
        var replies = conversation.Steps.Where(step => step.Receive is { Length: > FrameHeader.Size }).ToList();
        var asked = 0;
        var calls = new List<Task>();
        foreach (var (header, value) in requests)
        {
            // What has been asked is not waited for: some conversations are pipelined.
            if (header.MessageType == MessageType.Async)
                await connection.PostAsync(value);
            else if (asked == replies.Count)
                calls.Add(AssertClosedAsync(connection, value));
            else
                calls.Add(AssertReplyAsync(connection, header, value, replies[asked++].Receive!));
        }

        await Task.WhenAll(calls);
    }

    private static async Task AssertReplyAsync(
        RayTcpConnection connection, FrameHeader header, RayObject request, byte[] recorded)
    {
        var expected = Decode(recorded);
        if ((header.Flags & FrameFlags.Verbose) != 0)
        {
            var list = Assert.IsType<RayList>(expected);
            Assert.Equal(
                new RayVerboseReply(
                    Assert.IsType<RayString>(list[0]).Value, list[1]), await connection.ExecuteVerboseAsync(request));
        }
        else if (expected is RayError error)
        {
            var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync(request));
            Assert.Equal(error, exception.Error);
            Assert.True(connection.IsOpen);
        }
        else
        {
            Assert.Equal(expected, await connection.ExecuteAsync(request));
        }
    }

    private static async Task AssertClosedAsync(RayTcpConnection connection, RayObject request)
    {
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync(request));
        Assert.Equal(ConnectionErrorReason.Closed, exception.Reason);
        Assert.False(connection.IsOpen);
    }

    /// <summary>The requests in what a client has sent at once; one that is malformed stands for any.</summary>
    private static IEnumerable<(FrameHeader Header, RayObject Value)> SplitFrames(byte[] sent)
    {
        for (var rest = sent.AsMemory(); rest.Length >= FrameHeader.Size;)
        {
            if (FrameHeader.TryRead(rest.Span, out var header) != WireStatus.Done || header.PayloadSize > rest.Length)
            {
                var anyHeader = new FrameHeader(WireVersion.V3, FrameFlags.None, MessageType.Sync, 0);
                yield return (anyHeader, new RayString("anything"));
                yield break;
            }

            var frame = rest[..(FrameHeader.Size + (int)header.PayloadSize)];
            yield return (header, Decode(frame.Span));
            rest = rest[frame.Length..];
        }
    }

    private static RayObject Decode(ReadOnlySpan<byte> frame)
    {
        try
        {
            if (FrameHeader.TryRead(frame, out var header) == WireStatus.Done
                && (header.Flags & FrameFlags.Compressed) == 0)
                return RaySerializer.DeserializeFrame(frame);
            using var unpacked = new PooledBuffer();
            FrameCompression.Decompress(frame[FrameHeader.Size..], unpacked);
            return RaySerializer.Deserialize(unpacked.WrittenSpan, header.Version);
        }
        catch (RayforceFormatException)
        {
            return new RayString("anything");
        }
    }
}
