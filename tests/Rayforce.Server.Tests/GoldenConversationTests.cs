using System.Net.WebSockets;
using System.Text;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests;

/// <summary>
/// The conversations recorded from rayforce-py's servers, replayed against this one with its embedded engine.
/// </summary>
public class GoldenConversationTests
{
    public static TheoryData<string> Conversations => GoldenConversation.CasesOf("websocket");

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_recorded_conversation_gives_the_recorded_replies(string name)
    {
        var conversation = GoldenConversation.Find(name);
        var version = (WireVersion)conversation.Version;
        var isKnownToDiffer = Ledger.WebSocketServer.Has(name);
        await using var engine = new RayfallEngine();
        await using var running =
            await RunningServer.StartAsync(engine, options => options with { WireVersion = version });
        using var client = await RawClient.ConnectAsync(running.Server, greet: false);
        string? difference = null;
        foreach (var step in conversation.Steps)
        {
            if (step.Send is { } message)
                await client.SendAsync(message);
            else if (step.SendText is { } text)
                await client.SendAsync(Encoding.UTF8.GetBytes(text), type: WebSocketMessageType.Text);
            else if (step.Closed)
                Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
            else
            {
                var received = await client.ReceiveAsync();
                Assert.NotNull(received);
                difference ??= Compare(step.Receive!, received);
                if (isKnownToDiffer)
                    AssertSameButForTheWords(step.Receive!, received);
            }
        }

        Ledger.WebSocketServer.Judge(name, difference);
    }

    private static string? Compare(byte[] recorded, byte[] received) => received.AsSpan().SequenceEqual(recorded)
        ? null
        : $"{Convert.ToHexStringLower(received)} came, not {Convert.ToHexStringLower(recorded)}";

    private static void AssertSameButForTheWords(byte[] recorded, byte[] received)
    {
        if (recorded.Length <= FrameHeader.Size || RaySerializer.DeserializeFrame(recorded) is not RayString)
        {
            Assert.Equal(Convert.ToHexString(recorded), Convert.ToHexString(received));
            return;
        }

        // The same header but for the size, the same type, and an error in the shape "code: message".
        Assert.Equal(recorded[..8], received[..8]);
        Assert.Equal(recorded[FrameHeader.Size], received[FrameHeader.Size]);
        var text = Assert.IsType<RayString>(RaySerializer.DeserializeFrame(received)).Value;
        Assert.Matches("^[a-z]{1,7}(: .+)?$", text);
        // Where the recorded text begins with a code of evaluation, ours begins with the same one.
        var code = ((RayString)RaySerializer.DeserializeFrame(recorded)).Value.Split(':')[0];
        if (code is "name" or "type" or "parse")
            Assert.Equal(code, text.Split(':')[0]);
    }
}
