using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Tcp;

/// <summary>
/// The conversations recorded from native servers, replayed against this one with its embedded engine.
/// </summary>
public class ServerReplayTests
{
    private const string Password = "s3cret";
    private const int HandshakeSize = 2;

    public static TheoryData<string> Conversations => GoldenConversation.CasesOf("tcp");

    [Theory]
    [MemberData(nameof(Conversations))]
    public Task A_server_of_one_wire_version_gives_the_recorded_replies(string name)
    {
        var conversation = GoldenConversation.Find(name);
        return ReplayAsync(conversation, (WireVersion)conversation.Version, Ledger.TcpServer);
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public Task A_server_of_both_wire_versions_gives_the_recorded_replies(string name) =>
        ReplayAsync(GoldenConversation.Find(name), only: null, Ledger.TcpServerOfBothVersions);

    private static async Task ReplayAsync(GoldenConversation conversation, WireVersion? only, Ledger ledger)
    {
        var isRestricted = conversation.Name == "restricted";
        var instead = ledger.Find(conversation.Case)?.Instead;
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartWithTcpAsync(engine, options => options with
        {
            TcpWireVersion = only,
            // The core that was recorded packs on this machine too.
            Compression = true,
            TcpLongErrors = false,
            Password = isRestricted || conversation.Name.StartsWith("auth", StringComparison.Ordinal) ? Password : null,
            Restricted = isRestricted,
        });
        using var client = await RawSocket.ConnectAsync(running.TcpPort);
        string? difference = null;
        foreach (var step in conversation.Steps)
        {
            if (step.Send is { } bytes)
                await client.SendAsync(bytes);
            else if (step.Closed)
                difference ??= await client.IsClosedAsync() ? null : "the server does not close";
            else
                difference ??= await CompareAsync(client, step.Receive!, instead);
            // What comes after a difference that nobody foresaw is another conversation.
            if (difference is not null && instead is null)
                break;
        }

        ledger.Judge(conversation.Case, difference);
    }

    /// <summary>The difference between what is recorded and what comes.</summary>
    private static async Task<string?> CompareAsync(RawSocket client, byte[] recorded, string? instead)
    {
        var isReply = recorded.Length > HandshakeSize;
        var received = isReply && instead is not null
            ? await client.ReceiveFrameBytesAsync()
            : await client.ReceiveAsync(recorded.Length);
        if (received.AsSpan().SequenceEqual(recorded))
            return null;
        if (instead is not null)
        {
            var error = RaySerializer.SerializeFrame(new RayError(instead), messageType: MessageType.Response);
            Assert.Equal(Convert.ToHexStringLower(error), Convert.ToHexStringLower(received));
        }

        return $"{Convert.ToHexStringLower(received)} came, not {Convert.ToHexStringLower(recorded)}";
    }
}
