using Rayforce.Ipc;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Gateway;

/// <summary>Whichever engine evaluates, and whichever way a request takes, the reply has the same bytes.</summary>
[Collection(NativeLibraryCollection.Name)]
public sealed class EngineAgreementTests
{
    public static TheoryData<string> Engines => [.. EngineUnderTest.Names];

    public static TheoryData<string> Cores => [.. NativeRayforce.Wire3];

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Every_source_gives_the_captured_bytes_over_TCP(string name)
    {
        await using var engine = await EngineUnderTest.StartAsync(name);
        await using var server = await RunningServer.StartAsync(engine.Engine, options => options with { TcpPort = 0 });

        await CheckTcpAsync(server.Server.TcpPort!.Value, CoreOf(name));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Every_source_gives_the_captured_payload_over_a_WebSocket(string name)
    {
        await using var engine = await EngineUnderTest.StartAsync(name);
        await using var server = await RunningServer.StartAsync(engine.Engine);
        await using var connection = await server.ConnectAsync();
        var wrong = new List<string>();
        foreach (var line in ReadSources())
        {
            // What the client has decoded is written again: its encoder is native's byte for byte.
            RayObject reply;
            try
            {
                reply = await connection.ExecuteAsync(line.Source!);
            }
            catch (RayforceQueryException exception)
            {
                reply = new RayError(exception.Code);
            }

            var frame = RaySerializer.SerializeFrame(reply, WireVersion.V3, MessageType.Response);
            Compare(line, frame, CoreOf(name), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SkippableTheory]
    [MemberData(nameof(Cores))]
    public async Task Every_source_gives_the_captured_bytes_straight_from_native(string core)
    {
        await using var server = await NativeServer.StartAsync(core);

        await CheckTcpAsync(server.Port, core);
    }

    /// <summary>
    /// The core behind an engine; null for the embedded one, which is that of core 2.5.12, and whose ledger says what it
    /// lacks of newer ones.
    /// </summary>
    private static string? CoreOf(string engine) =>
        engine.EndsWith("rayfall", StringComparison.Ordinal) ? null : NativeRayforce.Newest;

    private static async Task CheckTcpAsync(int port, string? core)
    {
        using var client = await RawSocket.GreetAsync(port);
        var wrong = new List<string>();
        foreach (var line in ReadSources())
        {
            await client.SendFrameAsync(line.Source!);
            Compare(line, await client.ReceiveFrameBytesAsync(), core, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Compare(GoldenLine line, byte[] actual, string? core, List<string> wrong)
    {
        var isNewest = core == NativeRayforce.Newest;
        var agrees = Agrees(line, line, actual) || (!isNewest && Agrees(line, line.Older, actual));
        var ledger = core is null ? Ledger.EmbeddedEngine : Ledger.Core(core);
        // The embedded engine's ledger speaks of more than this test.
        if (core is null ? agrees || ledger.Has(line.Case) : agrees != ledger.Has(line.Case))
            return;
        wrong.Add($"{line.Case}: {Convert.ToHexStringLower(line.Frame)} became {Convert.ToHexStringLower(actual)}");
    }

    private static bool Agrees(GoldenLine line, GoldenLine expected, byte[] actual)
    {
        // What was captured is the object as a frame of its own; a reply says that it is one.
        var frame = expected.Frame;
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(frame, out var header));
        (header with { MessageType = MessageType.Response }).Write(frame);
        return CompilerZeros.Settle(line, frame).AsSpan().SequenceEqual(CompilerZeros.Settle(line, actual));
    }

    /// <summary>The captured sources of wire version 3.</summary>
    private static List<GoldenLine> ReadSources()
    {
        // What subscribes without a connection has one here.
        var sources = GoldenFile.Read("wire3/frames.jsonl")
            .Where(line => line.Source is not null && !line.Case.EndsWith("/mc/sub-without-connection", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(sources);
        return sources;
    }
}
