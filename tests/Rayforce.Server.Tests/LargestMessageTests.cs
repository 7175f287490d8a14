using System.Buffers;
using System.Net.WebSockets;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests;

/// <summary>Requests at the limit that native has too, a payload of 256 MiB, and one byte over it.</summary>
public sealed class LargestMessageTests
{
    private static readonly LongFrame Largest = new(WireLimits.MaxConnectionPayload, MessageType.Sync);

    private static readonly LongFrame TooLarge = new(WireLimits.MaxConnectionPayload + 1, MessageType.Sync);

    [Fact]
    public async Task A_tcp_server_takes_the_largest_frame_and_closes_at_the_header_of_a_larger_one()
    {
        await using var running = await RunningServer.StartWithTcpAsync(new Measure());
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        foreach (var piece in Largest.Pieces)
            await client.SendAsync(piece);
        Assert.Equal(WireLimits.MaxConnectionPayload, (await client.ReceiveFrameAsync()).Value);
        await client.SendAsync(TooLarge.Header);
        await client.AssertClosedAsync();
    }

    [Fact]
    public async Task A_websocket_server_takes_the_largest_message_and_closes_at_a_larger_one()
    {
        await using var running = await RunningServer.StartAsync(new Measure());
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await SendAsync(client, Largest);
        Assert.Equal(WireLimits.MaxConnectionPayload, (await client.ReceiveFrameAsync()).Value);
        await SendAsync(client, TooLarge);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await client.ReceiveCloseAsync());
    }

    private static async Task SendAsync(RawClient client, LongFrame frame)
    {
        foreach (var piece in frame.Pieces)
            await client.SendAsync(piece, end: false);
        await client.SendAsync([], end: true);
    }

    /// <summary>Answers with the size of a request, without a copy of it.</summary>
    private sealed class Measure : IRayEngine
    {
        public ValueTask EvaluateAsync(
            EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
        {
            ReplyPayload.Write(request.Payload.Length, reply, request.Version);
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }
}
