using System.Buffers.Binary;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Guard;

/// <summary>After a breach of the protocol the peer reads why, whatever else it sends.</summary>
public class CloseFrameTests
{
    /// <summary>A breach, frame bytes as a client sends them, and the code that it is answered with.</summary>
    public static TheoryData<string, string, int> Breaches => new()
    {
        { "a text that is no UTF-8", "81 82 00000000 c3 28", 1007 },
        { "a reserved bit", "c2 82 00000000 01 00", 1002 },
        { "an unknown opcode", "83 80 00000000", 1002 },
        { "an unknown control opcode", "8b 80 00000000", 1002 },
        { "a continuation of nothing", "80 82 00000000 01 00", 1002 },
        { "a new message inside another", "02 81 00000000 01 82 81 00000000 00", 1002 },
        { "a ping in fragments", "09 80 00000000", 1002 },
        { "a ping that is too long", "89 fe 0080 00000000", 1002 },
        { "a close of one byte", "88 81 00000000 03", 1002 },
        { "a close with a code that is none", "88 82 00000000 03 e7", 1002 },
        { "a close whose reason is no UTF-8", "88 84 00000000 03 e8 c3 28", 1002 },
        { "a message over the cap", "82 ff 0000000000020000 00000000", 1009 },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task The_peer_reads_a_close_frame_with_the_code(string name, string bytes, int code)
    {
        Assert.NotEmpty(name);
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { MaxMessageSize = 10_000 });
        foreach (var greeted in new[] { true, false })
        {
            for (var more = 0; more <= 300_000; more += 100_000)
            {
                using var client = await RawWebSocket.ConnectAsync(running.Server.Port);
                await client.UpgradeAsync();
                if (greeted)
                {
                    await client.SendAsync(RawWebSocket.BinaryCode, new byte[] { 1, 0 });
                    Assert.Equal([1], (await client.ReceiveAsync())!.Value.Payload);
                }

                // What comes behind the breach is never read as anything.
                var breach = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
                await client.Socket.SendAsync([.. breach, .. new byte[more + (code == 1009 ? 131072 : 0)]]);
                var received = await client.ReceiveAsync();
                Assert.Equal(RawWebSocket.CloseCode, received!.Value.Code);
                Assert.Equal(code, BinaryPrimitives.ReadUInt16BigEndian(received.Value.Payload));
            }
        }
    }
}
