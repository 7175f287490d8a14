using Rayforce.Native;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.Server.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Tcp;

/// <summary>
/// The conversations of today's core and its Python binding, and those of the core of April 2026, replayed over TCP,
/// step by step.
/// </summary>
[Collection(NativeLibraryCollection.Name)]
public sealed class NewestReplayTests
{
    public static TheoryData<string> Newest => GoldenConversation.RepeatableIn("core3/tcp", "core3/tcp-python");

    public static TheoryData<string> All =>
        GoldenConversation.RepeatableIn("core3/tcp", "core3/tcp-python", "wire1/tcp-april");

    [Theory]
    [MemberData(nameof(Newest))]
    public async Task The_embedded_engine_gives_the_recorded_replies(string name)
    {
        await using var engine = new RayfallEngine();
        await TcpReplay.RunAsync(GoldenConversation.Find(name), Ledger.TcpServer, engine);
    }

    [SkippableTheory]
    [MemberData(nameof(All))]
    public async Task The_native_engine_gives_the_recorded_replies(string name)
    {
        var conversation = GoldenConversation.Find(name);
        var core = conversation.Version == 1 ? NativeRayforce.Wire1 : NativeRayforce.Newest;
        await using var engine = await NativeEngine.CreateAsync(
            new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(core) });
        await TcpReplay.RunAsync(conversation, Ledger.TcpServerOfNative, engine);
    }
}
