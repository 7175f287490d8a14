using System.Net.WebSockets;
using System.Text;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;

namespace Rayforce.Server.Tests;

/// <summary>
/// The conversations recorded from rayforce-py's servers, replayed against this one with its embedded engine.
/// </summary>
public class GoldenConversationTests
{
    /// <summary>The conversations in which an error is told, whose wording is each server's own.</summary>
    private static readonly string[] Worded = ["error", "type-error", "parse-error", "text-message", "garbage"];

    public static TheoryData<string, string> Conversations()
    {
        var data = new TheoryData<string, string>();
        foreach (var generation in new[] { "wire1", "wire3" })
        {
            foreach (var conversation in GoldenConversation.Read(generation))
                data.Add(generation, conversation.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_recorded_conversation_gives_the_recorded_replies(string generation, string name)
    {
        var conversation = GoldenConversation.Read(generation).Single(conversation => conversation.Name == name);
        var version = generation == "wire1" ? WireVersion.V1 : WireVersion.V3;
        await using var engine = new RayfallEngine();
        await using var running =
            await RunningServer.StartAsync(engine, options => options with { WireVersion = version });
        using var client = await RawClient.ConnectAsync(running.Server, greet: false);
        foreach (var step in conversation.Steps)
        {
            if (step.Send is { } message)
                await client.SendAsync(message);
            else if (step.SendText is { } text)
                await client.SendAsync(Encoding.UTF8.GetBytes(text), type: WebSocketMessageType.Text);
            else if (step.Closed)
                Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
            else
                AssertSame(step.Receive!, await client.ReceiveAsync(), Worded.Contains(name));
        }
    }

    private static void AssertSame(byte[] recorded, byte[]? received, bool worded)
    {
        Assert.NotNull(received);
        if (!worded || recorded.Length <= FrameHeader.Size || RaySerializer.DeserializeFrame(recorded) is not RayString)
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
