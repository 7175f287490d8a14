using System.Net.WebSockets;
using System.Text;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket.Tests.Support;

namespace Rayforce.WebSocket.Tests;

/// <summary>
/// The server's side of what was recorded from rayforce-py's WebSocket client and server, played to this client; what it
/// sends has to be what was recorded.
/// </summary>
public sealed class ClientReplayTests
{
    private const string OnClosing = "what the client said on closing";

    /// <summary>What rayforce-py's client takes.</summary>
    private const int MaxMessageSize = 1024 * 1024;

    public static TheoryData<string> OfTheClient =>
        [.. GoldenConversation.In("core3/websocket").Where(IsOfTheClient).Select(each => each.Case)];

    public static TheoryData<string> OfTheServer => [.. GoldenConversation.In("core3/websocket")
        .Where(each => !IsOfTheClient(each) && GetParts(each).All(CouldBeOurs)).Select(each => each.Case)];

    [Theory]
    [MemberData(nameof(OfTheClient))]
    public async Task The_client_says_what_rayforce_py_said_and_takes_what_it_was_answered(string name) =>
        Ledger.WebSocketClient.Judge(name, await ReplayAsync(GoldenConversation.Find(name)));

    [Theory]
    [MemberData(nameof(OfTheServer))]
    public async Task The_client_takes_what_was_answered_to_a_client_like_it(string name)
    {
        foreach (var part in GetParts(GoldenConversation.Find(name)))
            Ledger.WebSocketClient.Judge(name, await ReplayAsync(part));
    }

    private static async Task<string?> ReplayAsync(GoldenConversation conversation)
    {
        string? difference = null;
        await using var server = await RawServer.StartAsync(
            async peer => difference = await PlayAsync(peer, conversation), subprotocol: false, greet: false);
        var refusal = await ConverseAsync(server, conversation);
        await server.Conversed.WaitAsync(TimeSpan.FromSeconds(30));
        return refusal ?? difference;
    }

    /// <summary>Plays the client's side.</summary>
    /// <returns>What the client does not put up with, though rayforce-py's does.</returns>
    private static async Task<string?> ConverseAsync(RawServer server, GoldenConversation conversation)
    {
        var steps = conversation.Steps;
        var options = new WSClientOptions
        {
            MaxMessageSize = IsOfTheClient(conversation) ? MaxMessageSize : new WSClientOptions().MaxMessageSize,
            // Nobody answers the handshake, or a byte does at once.
            HandshakeTimeout = steps[1].Note == OnClosing ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(30),
        };
        if (steps[1].Receive is not [_])
        {
            await Assert.ThrowsAsync<RayforceWSException>(() => server.ConnectAsync(options));
            return null;
        }

        try
        {
            await using var connection = await server.ConnectAsync(options);
            for (var i = 2; i < steps.Count; i++)
            {
                if (steps[i].Send is { } request)
                    await AskAsync(connection, request, GetReply(steps[i + 1]) ?? [], options.MaxMessageSize);
            }

            return null;
        }
        catch (RayforceWSException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsOfTheClient(GoldenConversation conversation) =>
        conversation.Name.StartsWith("client-", StringComparison.Ordinal)
        && UnrepeatableCases.WhyNotToAClient(conversation) is null;

    /// <summary>Every handshake begins a connection.</summary>
    private static IEnumerable<GoldenConversation> GetParts(GoldenConversation conversation)
    {
        var whole = ShortenedReply.Restore(conversation);
        var starts = Enumerable.Range(0, whole.Steps.Count)
            .Where(i => i == 0 || whole.Steps[i] is { Send: not null, Note: "handshake" }).ToList();
        return starts.Select((start, i) => whole with
        {
            Steps = [.. whole.Steps.Take(start..(i + 1 < starts.Count ? starts[i + 1] : whole.Steps.Count))],
        });
    }

    /// <summary>
    /// Whether a client of this library can have had the conversation with rayforce-py's server, one request after
    /// another.
    /// </summary>
    private static bool CouldBeOurs(GoldenConversation conversation) =>
        conversation.Steps is [{ Send: [1, 0] }, { Receive: [1] }, _, ..] && conversation.Steps.Skip(2).Chunk(2).All(
            pair => pair is [{ Send: { } sent }, { Receive: not null, ReceiveSize: null }] && IsWrittenHere(sent));

    private static bool IsWrittenHere(byte[] sent) => Decode(sent) is { } value
        && RaySerializer.SerializeFrame(value, messageType: MessageType.Async).AsSpan().SequenceEqual(sent);

    private static byte[]? GetReply(GoldenStep step) => step is { Receive: null, ReceiveSize: { } size }
        ? [.. new LongFrame(size - FrameHeader.Size, MessageType.Async).Pieces.SelectMany(piece => piece)]
        : step.Receive;

    /// <summary>Plays the server's side.</summary>
    /// <returns>How what the client sends differs from what was recorded.</returns>
    private static async Task<string?> PlayAsync(RawPeer peer, GoldenConversation conversation)
    {
        string? difference = null;
        foreach (var step in conversation.Steps)
        {
            if (step.Send is { } recorded)
            {
                var sent = await peer.ReceiveAsync() ?? [];
                if (!sent.AsSpan().SequenceEqual(recorded))
                    difference ??= $"{Convert.ToHexStringLower(sent)}, not {Convert.ToHexStringLower(recorded)}";
            }
            else if (GetReply(step) is { } reply)
                await peer.SendAsync(reply);
            else if (step.ReceiveText is { } text)
                await peer.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);
            else if (step.Note == "closed by the server")
                await peer.Socket.CloseOutputAsync(
                    (WebSocketCloseStatus)step.Code!, GetReason(conversation), CancellationToken.None);
            else if (step.Note == OnClosing)
                difference ??= await CompareCloseAsync(peer, step.Code!.Value);
        }

        return difference;
    }

    /// <summary>The reason that the server gave, which the client gave back.</summary>
    private static string? GetReason(GoldenConversation conversation) => conversation.Steps[^1].Reason;

    private static async Task<string?> CompareCloseAsync(RawPeer peer, int code)
    {
        try
        {
            Assert.Null(await peer.ReceiveAsync());
            var said = (int?)peer.Socket.CloseStatus;
            if (peer.Socket.State == WebSocketState.CloseReceived)
                await peer.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            return said == code ? null : $"the client closes with {said}, not {code}";
        }
        catch (WebSocketException)
        {
            return $"the client leaves without a word, not with {code}";
        }
    }

    private static async Task AskAsync(WSClientConnection connection, byte[] request, byte[] reply, int maxMessageSize)
    {
        var expected = reply.Length <= maxMessageSize ? Decode(reply) : null;
        var asking = connection.ExecuteAsync(RaySerializer.DeserializeFrame(request));
        if (expected is null or RayError)
            await Assert.ThrowsAnyAsync<RayforceException>(() => asking);
        else
            Assert.Equal(expected, await asking);
    }

    private static RayObject? Decode(byte[] reply)
    {
        try
        {
            return RaySerializer.DeserializeFrame(reply);
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }
}
