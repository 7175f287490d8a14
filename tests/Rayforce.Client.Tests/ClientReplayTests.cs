using System.Text;
using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests;

/// <summary>
/// The server's side of the recorded conversations, played to this client; what the client sends has to be what was
/// recorded.
/// </summary>
public class ClientReplayTests
{
    public static TheoryData<string> Conversations
    {
        get
        {
            var cases = GoldenConversation.CasesOf("tcp");
            foreach (var conversation in GoldenConversation.In("core3/tcp", "core3/tcp-python", "wire1/tcp-april"))
            {
                if (!conversation.HasNativeClient
                    && ShortenedReply.Restore(conversation).Apart.Any(CouldBeOurs))
                    cases.Add(conversation.Case);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_client_sends_what_was_recorded_and_takes_what_was_answered(string name)
    {
        string? difference = null;
        foreach (var part in GetParts(ShortenedReply.Restore(GoldenConversation.Find(name))))
        {
            await using var server = FakeServer.Start(
                async client => difference ??= await PlayAsync(client, part, Ledger.TcpClient.Has(name)));
            await AskAsync(server, part);
            await server.Done;
        }

        Ledger.TcpClient.Judge(name, difference);
    }

    /// <summary>What was said on each connection, where a client of this library can have said it.</summary>
    private static IReadOnlyList<GoldenConversation> GetParts(GoldenConversation conversation) =>
        conversation.Apart.Count == 1 ? [conversation] : [.. conversation.Apart.Where(CouldBeOurs)];

    /// <summary>
    /// Whether a client of this library can have had the conversation: in whole requests as it writes them, with nothing
    /// asked back, and nothing left out of the record.
    /// </summary>
    private static bool CouldBeOurs(GoldenConversation conversation)
    {
        var steps = conversation.Steps;
        var version = (byte)conversation.Version;
        var isKnown = steps.Count > 2 && steps.All(step => step is { ReceiveSize: null }
            && (step.Send ?? step.Receive) is not null | step.Closed | step.Silence
            && !(step.Receive is { Length: > FrameHeader.Size } frame && frame[7] != 2 && frame[7] != 0));
        return isKnown && steps[0].Send is { } greeting && greeting.AsSpan().SequenceEqual(new byte[] { version, 0 })
            && steps[1].Receive is { } answer && answer[0] == version
            && (!WantsCredentials(conversation) || steps.Count > 3 && steps[3].Receive is [var verdict]
                && (verdict == 0 || steps.Skip(3).All(step => step.Send is null)))
            && steps.Skip(1).Where(step => step.Send is not null).All((step) =>
                WantsCredentials(conversation) && step == steps[2] ? IsWhole(step.Send!) : IsRequest(step.Send!));

        static bool IsWhole(byte[] credentials) => credentials.Length - 1 == credentials[0]
            && credentials.Contains((byte)':') && credentials.AsSpan(1).IndexOf((byte)0) == credentials.Length - 2;
    }

    private static bool WantsCredentials(GoldenConversation conversation) =>
        conversation.Steps[1].Receive is [3, 1];

    /// <summary>Whether this library would send exactly these bytes.</summary>
    private static bool IsRequest(byte[] sent) =>
        SplitFrames(sent).SelectMany(frame => Encode(frame.Header, frame.Value)).SequenceEqual(sent);

    private static byte[] Encode(FrameHeader header, RayObject value)
    {
        var frame = RaySerializer.SerializeFrame(value, header.Version);
        var (flags, type) = (header.Flags & FrameFlags.Verbose, header.MessageType);
        new FrameHeader(header.Version, flags, type, frame.Length - FrameHeader.Size).Write(frame);
        return type is MessageType.Sync or MessageType.Async ? frame : [];
    }

    /// <summary>Plays the server's side.</summary>
    /// <returns>How what the client sends differs from what was recorded.</returns>
    private static async Task<string?> PlayAsync(
        RawSocket client, GoldenConversation conversation, bool isKnownToDiffer)
    {
        string? difference = null;
        foreach (var step in conversation.Steps)
        {
            if (step.Closed && step.Note == "by the client")
                break;
            if (step.Closed)
                return difference;
            if (step.Silence)
                continue;
            if (step.Receive is { } reply)
                await client.SendAsync(reply);
            else
            {
                // A client that sends something else sends another number of bytes.
                var sent = isKnownToDiffer
                    ? await client.ReceiveSomeAsync()
                    : await client.ReceiveAsync(step.Send!.Length);
                Assert.NotEmpty(sent);
                if (!sent.AsSpan().SequenceEqual(step.Send))
                    difference ??= $"{Convert.ToHexStringLower(sent)}, not {Convert.ToHexStringLower(step.Send!)}";
            }
        }

        // The client closes first, having taken every reply, or one that made it take no more.
        await client.AssertClosedAsync();
        return difference;
    }

    private static async Task AskAsync(FakeServer server, GoldenConversation conversation)
    {
        var sent = conversation.Steps.Where(step => step.Send is not null).Select(step => step.Send!).ToList();
        var options = new RayTcpClientOptions
        {
            // The client that is not told finds out, and begins as one of version 3 does.
            WireVersion = sent[0][0] == (byte)WireVersion.V1 ? WireVersion.V1 : null,
            Credentials = WantsCredentials(conversation)
                ? Encoding.UTF8.GetString(sent[1].AsSpan()[1..].TrimEnd((byte)0))
                : null,
            Compression = conversation.Name == "compressed-request",
        };
        var requests = sent.Skip(WantsCredentials(conversation) ? 2 : 1).SelectMany(SplitFrames).ToList();
        if (requests.Count == 0 && conversation.Steps[^1].Closed
            || WantsCredentials(conversation) && conversation.Steps.Any(step => step.Receive is [1]))
        {
            var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => server.ConnectAsync(options));
            Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
            return;
        }

        await using var connection = await server.ConnectAsync(options);
        Assert.Equal((WireVersion)conversation.Version, connection.WireVersion);
        var replies = conversation.Steps.Where(step => step.Receive is { Length: > FrameHeader.Size } reply
            && reply[7] == (byte)MessageType.Response).ToList();
        var asked = 0;
        var calls = new List<Task>();
        foreach (var (header, value) in requests)
        {
            // What has been asked is not waited for: some conversations are pipelined.
            if (header.MessageType == MessageType.Async)
                await connection.PostAsync(value);
            else if (asked == replies.Count)
                calls.Add(AssertClosedAsync(connection, value, GetReason(conversation)));
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
            if (ReplyPayload.Read(recorded.AsSpan(FrameHeader.Size), header.Version) is RayError failure)
            {
                var exception = await Assert.ThrowsAsync<RayforceQueryException>(
                    () => connection.ExecuteVerboseAsync(request));
                Assert.Equal((failure, failure.Output), (exception.Error, exception.Output));
                return;
            }

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

    /// <summary>A server that closes is one thing, one that sends no frame another.</summary>
    private static ConnectionErrorReason GetReason(GoldenConversation conversation) =>
        conversation.Steps.Any(step => step.Receive is { Length: >= FrameHeader.Size } reply
            && FrameHeader.TryRead(reply, out _) != WireStatus.Done)
            ? ConnectionErrorReason.ProtocolViolation
            : ConnectionErrorReason.Closed;

    private static async Task AssertClosedAsync(
        RayTcpConnection connection, RayObject request, ConnectionErrorReason reason)
    {
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync(request));
        Assert.Equal(reason, exception.Reason);
        Assert.False(connection.IsOpen);
    }

    /// <summary>The requests in what a client has sent at once; one that is malformed stands for any.</summary>
    private static IEnumerable<(FrameHeader Header, RayObject Value)> SplitFrames(byte[] sent)
    {
        for (var rest = sent.AsMemory(); rest.Length >= FrameHeader.Size;)
        {
            if (FrameHeader.TryRead(rest.Span, out var header) != WireStatus.Done || header.PayloadSize > rest.Length - FrameHeader.Size)
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
