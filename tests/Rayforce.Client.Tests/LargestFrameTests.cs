using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests;

/// <summary>Replies at the limit that native has too, a payload of 256 MiB, and one byte over it.</summary>
public sealed class LargestFrameTests
{
    [Fact]
    public async Task A_tcp_client_takes_the_largest_frame_and_leaves_at_the_header_of_a_larger_one()
    {
        var largest = new LongFrame(WireLimits.MaxConnectionPayload, MessageType.Response);
        var tooLarge = new LongFrame(WireLimits.MaxConnectionPayload + 1, MessageType.Response);
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.ReceiveFrameAsync();
            foreach (var piece in largest.Pieces)
                await client.SendAsync(piece);
            await client.ReceiveFrameAsync();
            await client.SendAsync(tooLarge.Header);
            await client.AssertClosedAsync();
        });
        await using var connection = await server.ConnectAsync();
        Assert.Equal(largest.Count, Assert.IsType<RayVector<byte>>(await connection.ExecuteAsync("largest")).Count);
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync("too large"));
        Assert.Equal(ConnectionErrorReason.MessageTooBig, exception.Reason);
        await server.Done;
    }
}
