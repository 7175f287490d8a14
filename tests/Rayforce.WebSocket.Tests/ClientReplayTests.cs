using System.Net.WebSockets;
using Rayforce.Ipc;
using Rayforce.TestSupport;
using Rayforce.WebSocket.Tests.Support;

namespace Rayforce.WebSocket.Tests;

/// <summary>
/// The scripted server's side of what was recorded from rayforce-py's WebSocket client, played to this one; what it sends
/// has to be what was recorded.
/// </summary>
public sealed class ClientReplayTests
{
    public static TheoryData<string> Conversations =>
        [.. GoldenConversation.In("core3/websocket").Where(IsPlayable).Select(each => each.Case)];

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_client_sends_what_was_recorded_and_takes_what_was_answered(string name)
    {
        var conversation = GoldenConversation.Find(name);
        string? difference = null;
        await using var server = await RawServer.StartAsync(
            async peer => difference = await PlayAsync(peer, conversation), subprotocol: false, greet: false);
        var refusal = await ConverseAsync(server, conversation);
        Ledger.WebSocketClient.Judge(name, refusal ?? difference);
    }

    /// <summary>Plays the client's side.</summary>
    /// <returns>What the client does not put up with, though rayforce-py's does.</returns>
    private static async Task<string?> ConverseAsync(RawServer server, GoldenConversation conversation)
    {
        if (conversation.Steps[1].Receive is not [_])
        {
            await Assert.ThrowsAsync<RayforceWSException>(() => server.ConnectAsync());
            return null;
        }

        try
        {
            await using var connection = await server.ConnectAsync();
            for (var i = 2; i + 1 < conversation.Steps.Count; i++)
            {
                if (conversation.Steps[i].Send is { } request)
                    await AskAsync(connection, request, conversation.Steps[i + 1].Receive);
            }

            return null;
        }
        catch (RayforceWSException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Whether all of it was recorded; a push before the reply is another matter, see the subprotocol.</summary>
    private static bool IsPlayable(GoldenConversation conversation) =>
        conversation.Name.StartsWith("client-", StringComparison.Ordinal)
        && conversation.Name != "client-push-then-reply"
        && conversation.Steps is [{ Send: not null }, { Closed: false, ReceiveText: null }, ..]
        && conversation.Steps.All(step => step.ReceiveSize is null);

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
            else if (step.Receive is { } reply)
                await peer.SendAsync(reply);
            else if (step.ReceiveText is not null)
                await peer.SendAsync("3"u8.ToArray(), WebSocketMessageType.Text);
            else if (step.Note == "closed by the server")
                await peer.Socket.CloseOutputAsync((WebSocketCloseStatus)step.Code!, null, CancellationToken.None);
        }

        return difference;
    }

    private static async Task AskAsync(WSClientConnection connection, byte[] request, byte[]? reply)
    {
        var expected = Decode(reply ?? []);
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
