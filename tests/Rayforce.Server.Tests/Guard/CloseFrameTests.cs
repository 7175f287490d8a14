using System.Buffers.Binary;
using System.Text;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

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
        { "a binary message without a mask", "82 01 00", 1002 },
        { "an empty one", "82 00", 1002 },
        { "one of two bytes of length", "82 7e 0080 00", 1002 },
        { "one of eight bytes of length", "82 7f 0000000000010000 00", 1002 },
        { "a text without a mask", "81 02 2831", 1002 },
        { "a fragment without a mask", "02 01 00", 1002 },
        { "a second fragment without a mask", "02 81 00000000 01 80 01 00", 1002 },
        { "a ping without a mask", "89 00", 1002 },
        { "a pong without a mask", "8a 04 01020304", 1002 },
        { "a close without a mask", "88 02 03e8", 1002 },
    };

    /// <summary>Beginnings of frames, behind which nothing comes.</summary>
    public static TheoryData<string> Beginnings =>
    [
        "82", "01", "89", "82 81", "82 fe", "82 fe 00", "82 ff 00000000", "82 ff 0000000000010000 0000", "82 81 000000",
        "82 81 00000000", "82 fe 0100 00000000", "82 ff 0000000000010000 00000000", "02 81 00000000", "81 85 00000000",
        "89 84 00000000", "89 84 00000000 010203", "8a fd 00000000 00", "88 82 00000000", "88 82 00000000 03",
    ];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task A_frame_that_is_begun_and_does_not_come_is_closed_on(string bytes)
    {
        using var log = new LogRecorder();
        await using var running = await RunningServer.StartAsync(configure: options => options with
        {
            ReceiveTimeout = TimeSpan.FromMilliseconds(200),
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            HandshakeTimeout = TimeSpan.FromMinutes(1),
            LoggerFactory = log,
        });
        foreach (var greeted in new[] { true, false })
        {
            using var client = await RawWebSocket.ConnectAsync(running.Server.Port);
            await client.UpgradeAsync();
            if (greeted)
            {
                await client.SendAsync(RawWebSocket.BinaryCode, new byte[] { 1, 0 });
                Assert.Equal([1], (await client.ReceiveAsync())!.Value.Payload);
            }

            await client.Socket.SendAsync(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));
            var received = await client.ReceiveAsync();
            Assert.Equal(RawWebSocket.CloseCode, received!.Value.Code);
            Assert.Equal(1002, BinaryPrimitives.ReadUInt16BigEndian(received.Value.Payload));
            // While the client is there: a connection that is lost has another reason to end.
            await Eventually.HoldsAsync(
                () => log.Lines.Count(line => line.Contains("a frame was begun, and has not come further in"))
                    == (greeted ? 1 : 2));
        }
    }

    /// <summary>Messages that stop after their beginning, and how many bytes of zeros come behind it.</summary>
    public static TheoryData<string, int> Stalled => new()
    {
        { "82 8a 00000000 01", 0 },
        { "81 8a 00000000 28", 3 },
        { "82 fe 0100 00000000", 255 },
        { "82 fe 0fff 00000000", 4_000 },
        { "82 fe 1fff 00000000", 5_000 },
        { "82 fe 2fff 00000000", 9_000 },
        { "82 ff 0000000000020000 00000000", 70_000 },
        { "82 ff 0000000000020000 00000000", 131_071 },
        { "02 83 00000000 010203", 0 },
        { "02 80 00000000", 0 },
        { "02 83 00000000 010203 00 83 00000000 0102", 0 },
        { "02 83 00000000 010203 89 80 00000000", 0 },
    };

    [Theory]
    [MemberData(nameof(Stalled))]
    public async Task A_message_that_stands_still_is_closed_on_and_the_peer_reads_why(string bytes, int more)
    {
        await using var running = await RunningServer.StartAsync(configure: options => options with
        {
            ReceiveTimeout = TimeSpan.FromMilliseconds(200),
            HandshakeTimeout = TimeSpan.FromMinutes(1),
        });
        foreach (var greeted in new[] { true, false })
        {
            using var client = await RawWebSocket.ConnectAsync(running.Server.Port);
            await client.UpgradeAsync();
            if (greeted)
            {
                await client.SendAsync(RawWebSocket.BinaryCode, new byte[] { 1, 0 });
                Assert.Equal([1], (await client.ReceiveAsync())!.Value.Payload);
            }
            else if (more > 65_000)
            {
                // No handshake is that long: it is closed before it has come.
                continue;
            }

            await client.Socket.SendAsync(
                [.. Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), .. new byte[more]]);
            var received = await client.ReceiveAsync();
            while (received?.Code == RawWebSocket.PongCode)
                received = await client.ReceiveAsync();
            Assert.Equal(RawWebSocket.CloseCode, received!.Value.Code);
            Assert.Equal(1002, BinaryPrimitives.ReadUInt16BigEndian(received.Value.Payload));
            Assert.Contains(" was begun, and ", Encoding.UTF8.GetString(received.Value.Payload.AsSpan(2)), StringComparison.Ordinal);
            // The end of the stream, and no reset, comes behind it.
            Assert.Null(await client.ReceiveAsync());
        }
    }

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
