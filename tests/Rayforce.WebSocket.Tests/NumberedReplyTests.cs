using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.WebSocket.Tests.Support;

namespace Rayforce.WebSocket.Tests;

/// <summary>Replies by number, from servers that mean ill.</summary>
public class NumberedReplyTests
{
    private static readonly byte[] Batch = RaySerializer.SerializeFrame(
        RayTable.FromColumns(("a", new long[] { 1, 2, 3 })), WireVersion.V3, MessageType.Response);

    [Fact]
    public async Task More_batches_than_were_asked_for_end_the_connection()
    {
        await using var server = await StartAsync(async peer =>
        {
            var number = await TakeNumberAsync(peer);
            for (var i = 0; i < 100; i++)
                await peer.SendAsync([.. Batch, 3, 0, 0, 0, .. number, .. new byte[8]]);
        });
        await using var connection = await server.ConnectAsync();
        var batches = connection.ExecuteBatchesAsync("t").GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        // Nobody has taken more meanwhile: of a hundred there are four here at most, and then the end.
        await Task.Delay(200);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(async () =>
        {
            for (var i = 0; i < 10; i++)
                await batches.MoveNextAsync();
        });
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
        Assert.False(connection.IsOpen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02000000ffffffff0000000000000000")]
    [InlineData("01000000010000000000000000000000")]
    [InlineData("04000000010000000000000000000000")]
    [InlineData("0200000001000000")]
    [InlineData("02020000010000000000000000000000")]
    [InlineData("0200000001000000000000000000000000")]
    public async Task A_reply_without_the_note_of_a_request_ends_the_connection(string note)
    {
        await using var server = await StartAsync(async peer =>
        {
            await TakeNumberAsync(peer);
            await peer.SendAsync([.. Batch, .. Convert.FromHexString(note)]);
        });
        await using var connection = await server.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task A_batch_for_a_call_that_wants_its_reply_whole_ends_the_connection()
    {
        await using var server = await StartAsync(async peer =>
        {
            var number = await TakeNumberAsync(peer);
            await peer.SendAsync([.. Batch, 3, 0, 0, 0, .. number, .. new byte[8]]);
        });
        await using var connection = await server.ConnectAsync();
        await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.False(connection.IsOpen);
    }

    private static Task<RawServer> StartAsync(Func<RawPeer, Task> converse) =>
        RawServer.StartAsync(converse, selected: "rayforce.ipc.2");

    private static async Task<byte[]> TakeNumberAsync(RawPeer peer)
    {
        var request = (await peer.ReceiveAsync())!;
        return request[^12..^8];
    }
}
