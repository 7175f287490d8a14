using System.Net.WebSockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.WebSocket.Tests.Support;

namespace Rayforce.WebSocket.Tests;

/// <summary>Replies at the limit that native has over TCP, a payload of 256 MiB, and one byte over it.</summary>
public sealed class LargestMessageTests
{
    [Fact]
    public async Task A_client_takes_the_largest_message_and_leaves_at_a_larger_one()
    {
        var largest = new LongFrame(WireLimits.MaxConnectionPayload, MessageType.Response);
        var tooLarge = new LongFrame(WireLimits.MaxConnectionPayload + 1, MessageType.Response);
        await using var server = await RawServer.StartAsync(async peer =>
        {
            await peer.ReceiveFrameAsync();
            await SendAsync(peer, largest);
            await peer.ReceiveFrameAsync();
            await SendAsync(peer, tooLarge);
        });
        await using var connection = await server.ConnectAsync();
        Assert.Equal(largest.Count, Assert.IsType<RayVector<byte>>(await connection.ExecuteAsync("largest")).Count);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("too large"));
        Assert.Equal(ConnectionErrorReason.MessageTooBig, exception.Reason);
    }

    private static async Task SendAsync(RawPeer peer, LongFrame frame)
    {
        foreach (var piece in frame.Pieces)
            await peer.Socket.SendAsync(piece, WebSocketMessageType.Binary, endOfMessage: false, CancellationToken.None);
        await peer.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Binary, true, CancellationToken.None);
    }
}
