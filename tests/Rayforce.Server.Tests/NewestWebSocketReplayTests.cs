using Rayforce.Native;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.Server.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests;

/// <summary>The conversations of rayforce-py 2.4.0's WebSocket server, replayed frame by frame.</summary>
[Collection(NativeLibraryCollection.Name)]
public sealed class NewestWebSocketReplayTests
{
    public static TheoryData<string> Conversations => GoldenConversation.RepeatableIn("core3/websocket");

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_embedded_engine_gives_the_recorded_replies(string name)
    {
        await using var engine = new RayfallEngine();
        await WebSocketReplay.RunAsync(GoldenConversation.Find(name), Ledger.WebSocketServer, engine);
    }

    [SkippableTheory]
    [MemberData(nameof(Conversations))]
    public async Task The_native_engine_gives_the_recorded_replies(string name)
    {
        await using var engine = await NativeEngine.CreateAsync(
            new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(NativeRayforce.Newest) });
        await WebSocketReplay.RunAsync(GoldenConversation.Find(name), Ledger.WebSocketServerOfNative, engine);
    }
}
