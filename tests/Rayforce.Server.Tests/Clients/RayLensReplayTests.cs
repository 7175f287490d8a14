using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Clients;

/// <summary>
/// What RayLens sends from a browser, without a subprotocol, in its order, to this server with a native library, or
/// with the embedded engine. The replies are those of rayforce-py's servers.
/// </summary>
[Collection(NativeLibraryCollection.Name)]
public sealed class RayLensReplayTests
{
    private const string Recorded = "raylens.json";

    private static readonly Lazy<Task<Dictionary<string, byte[]>>> Wire1 =
        new(() => AskNativeAsync(NativeRayforce.Wire1, WireVersion.V1));

    private static readonly Lazy<Task<Dictionary<string, byte[]>>> Newest =
        new(() => AskNativeAsync(NativeRayforce.Newest, WireVersion.V3));

    private static readonly Lazy<Task<Dictionary<string, byte[]>>> Embedded =
        new(() => AskAsync(new RayfallEngine(), WireVersion.V3));

    public static TheoryData<string> Queries => GoldenFile.CasesOf(Recorded);

    [SkippableTheory]
    [MemberData(nameof(Queries))]
    public async Task A_browser_sees_what_the_Python_binding_shows_it(string name) =>
        Ledger.WebSocketServer.Judge(name, GoldenReply.Compare(GoldenFile.Find(name), (await Wire1.Value)[name]));

    /// <summary>RayLens does not speak it yet; there is nothing on the ledger.</summary>
    [SkippableTheory]
    [MemberData(nameof(Queries))]
    public async Task A_browser_would_see_what_the_Python_binding_of_core_3_shows_it(string name) =>
        Assert.Null(GoldenReply.Compare(GoldenFile.Find(name).Newest, (await Newest.Value)[name]));

    /// <summary>The embedded engine is one of core 3.</summary>
    [Theory]
    [MemberData(nameof(Queries))]
    public async Task The_embedded_engine_gives_the_bytes_of_core_3(string name) => Ledger.EmbeddedEngine.Judge(
        name, GoldenReply.Compare(GoldenFile.Find(name).Newest, (await Embedded.Value)[name]));

    private static async Task<Dictionary<string, byte[]>> AskNativeAsync(string core, WireVersion version) =>
        await AskAsync(
            await NativeEngine.CreateAsync(new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(core) }),
            version);

    /// <summary>The replies to all queries, which build on one another.</summary>
    private static async Task<Dictionary<string, byte[]>> AskAsync(IRayEngine evaluating, WireVersion version)
    {
        await using var engine = evaluating;
        await using var running = await RunningServer.StartAsync(engine);
        using var client = await RawClient.ConnectAsync(running.Server);
        var replies = new Dictionary<string, byte[]>();
        foreach (var line in GoldenFile.Read(Recorded))
        {
            await client.SendFrameAsync(line.Source!, MessageType.Sync, version);
            replies.Add(line.Case, (await client.ReceiveAsync())!);
        }

        return replies;
    }
}
