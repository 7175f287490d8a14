using System.Net.WebSockets;
using CsCheck;
using Rayforce.Ipc;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests;

public class RandomMessageTests
{
    private static readonly byte[] Request =
        RaySerializer.SerializeFrame(new RayList("a", 1, 2.5, true), messageType: MessageType.Sync);

    private static readonly Gen<byte[]> Damaged = Gen.Select(
        Gen.Int[0, Request.Length - 1].Array[1, 4], Gen.Byte.Array[4], Gen.Int[0, Request.Length], (
            places, values, length) =>
        {
            var message = Request.ToArray();
            for (var i = 0; i < places.Length; i++)
                message[places[i]] = values[i];
            return message[..Math.Max(length, 1)];
        });

    private static readonly Gen<byte[]> Message = Gen.OneOf(Gen.Byte.Array[0, 200], Damaged);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Random_messages_never_drop_the_connection(bool subprotocol)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol);
        await Message.Array[1, 20].SampleAsync(
            async messages =>
            {
                foreach (var message in messages)
                    await client.SendAsync(message);
                // Messages of type 0 and 2 get no reply under the subprotocol, so what comes last is told by its value.
                var marker = new RayString(Guid.NewGuid().ToString());
                await client.SendFrameAsync(marker, MessageType.Sync);
                while (!(await client.ReceiveFrameAsync()).Value.Equals(marker))
                {
                }
            },
            iter: 50,
            threads: 1);
        Assert.Equal(WebSocketState.Open, client.Socket.State);
        Assert.Single(running.Server.Connections);
    }

    [Fact]
    public async Task Random_greetings_do_not_disturb_the_server()
    {
        await using var running = await RunningServer.StartAsync();
        await Gen.Byte.Array[0, 50].SampleAsync(
            async greeting =>
            {
                using var client = await RawClient.ConnectAsync(running.Server, greet: false);
                await client.SendAsync(greeting);
                if (greeting is [_, 0, ..])
                    Assert.Equal([1], await client.ReceiveAsync());
                else
                    Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
            },
            iter: 50,
            threads: 1);
        await using var connection = await running.ConnectAsync();
        Assert.Equal(new RayString("undisturbed"), await connection.ExecuteAsync("undisturbed"));
    }
}
