using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Tcp.Tests.Support;

namespace Rayforce.Tcp.Tests;

/// <summary>
/// The conversations recorded from native servers, replayed against this one with its embedded engine.
/// </summary>
public class ServerReplayTests
{
    private const string Password = "s3cret";

    /// <summary>Where native answers a payload that it cannot decode with Null, this server says so.</summary>
    private static readonly string[] Undecodable = ["bad-payload", "compressed-bad-size", "compressed-bomb"];

    /// <summary>
    /// What a name of native's own network is to the embedded engine: not a function with a wrong argument, but no
    /// name.
    /// </summary>
    private const string NativeName = "push-attempt";

    /// <summary>
    /// Handshakes to which the two generations answer differently; a server of both answers each client in its own.
    /// </summary>
    private static readonly string[] OfOneGeneration = ["handshake-version-1", "handshake-version-3"];

    public static TheoryData<string, string> Conversations() => TcpConversation.All();

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_recorded_conversation_gives_the_recorded_replies(string generation, string name)
    {
        var conversation = TcpConversation.Read(generation, name);
        await ReplayAsync(conversation, conversation.Version);
        if (!OfOneGeneration.Contains(name))
            await ReplayAsync(conversation, only: null);
    }

    private static async Task ReplayAsync(TcpConversation conversation, WireVersion? only)
    {
        var isRestricted = conversation.Name == "restricted";
        await using var engine = new RayfallEngine();
        await using var running = await TcpServer.StartAsync(engine, options => options with
        {
            TcpWireVersion = only,
            Password = isRestricted || conversation.Name.StartsWith("auth", StringComparison.Ordinal) ? Password : null,
            Restricted = isRestricted,
        });
        using var client = await RawSocket.ConnectAsync(running.Port);
        foreach (var step in conversation.Steps)
        {
            if (step.Send is { } bytes)
                await client.SendAsync(bytes);
            else if (step.Closed)
                await client.AssertClosedAsync();
            else if (Undecodable.Contains(conversation.Name) && step.Receive!.Length > 2)
                await AssertErrorAsync("domain", client);
            else if (conversation.Name == NativeName && step.Receive!.Length > 2)
                await AssertErrorAsync("name", client);
            else
                Assert.Equal(
                    Convert.ToHexString(step.Receive!),
                    Convert.ToHexString(await client.ReceiveAsync(step.Receive!.Length)));
        }
    }

    private static async Task AssertErrorAsync(string code, RawSocket client)
    {
        var (header, value) = await client.ReceiveFrameAsync();
        Assert.Equal((MessageType.Response, FrameFlags.None), (header.MessageType, header.Flags));
        Assert.Equal(new RayError(code), value);
    }
}
