using Rayforce.Ipc;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Clients;

/// <summary>
/// What Rayforce's extension of VS Code sends over TCP, in its order, to this server. The replies are those of the
/// executable 3.0.1.
/// </summary>
[Collection(NativeLibraryCollection.Name)]
public sealed class EditorReplayTests
{
    private const string Recorded = "editor.json";

    private static readonly Lazy<Task<Dictionary<string, byte[]>>> Native = new(() => AskAsync("native"));

    private static readonly Lazy<Task<Dictionary<string, byte[]>>> Embedded = new(() => AskAsync("rayfall"));

    public static TheoryData<string> Texts => GoldenFile.CasesOf(Recorded);

    [SkippableTheory]
    [MemberData(nameof(Texts))]
    public async Task With_the_native_library_an_editor_sees_what_native_shows_it(string name) =>
        Ledger.TcpServer.Judge(name, GoldenReply.Compare(GoldenFile.Find(name), (await Native.Value)[name]));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task With_the_embedded_engine_an_editor_sees_what_native_shows_it(string name)
    {
        var reply = (await Embedded.Value)[name];
        Ledger.EmbeddedEngine.Judge(name, GoldenReply.Compare(GoldenFile.Find(name), reply));
        if (Ledger.EmbeddedEngine.Find(name)?.Instead is { } code)
            Assert.Equal(new RayError(code), RaySerializer.DeserializeFrame(reply));
    }

    /// <summary>The replies to all texts, which build on one another.</summary>
    private static async Task<Dictionary<string, byte[]>> AskAsync(string name)
    {
        await using var engine = await EngineUnderTest.StartAsync(name);
        await using var running = await RunningServer.StartWithTcpAsync(engine.Engine);
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        var replies = new Dictionary<string, byte[]>();
        foreach (var line in GoldenFile.Read(Recorded))
        {
            await client.SendFrameAsync(line.Source!);
            replies.Add(line.Case, await client.ReceiveFrameBytesAsync());
        }

        return replies;
    }
}
