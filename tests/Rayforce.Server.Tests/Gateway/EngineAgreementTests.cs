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

        await CheckTcpAsync(server.Server.TcpPort!.Value, LedgerOf(name));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Every_source_gives_the_captured_payload_over_a_WebSocket(string name)
    {
        await using var engine = await EngineUnderTest.StartAsync(name);
        await using var server = await RunningServer.StartAsync(engine.Engine);
        await using var connection = await server.ConnectAsync();
        var wrong = new List<string>();
        foreach (var (line, expected) in ReadSources())
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

            var written = RaySerializer.SerializeFrame(reply, WireVersion.V3, MessageType.Response);
            Compare(line, expected, written, LedgerOf(name), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SkippableTheory]
    [MemberData(nameof(Cores))]
    public async Task Every_source_gives_the_captured_bytes_straight_from_native(string core)
    {
        await using var server = await NativeServer.StartAsync(core);

        await CheckTcpAsync(server.Port, Ledger.Core(core));
    }

    private static async Task CheckTcpAsync(int port, Ledger? ledger)
    {
        using var client = await RawSocket.GreetAsync(port);
        var wrong = new List<string>();
        foreach (var (line, expected) in ReadSources())
        {
            await client.SendFrameAsync(line.Source!);
            Compare(line, expected, await client.ReceiveFrameBytesAsync(), ledger, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What the core behind an engine is known to answer otherwise; null where there is none.</summary>
    private static Ledger? LedgerOf(string engine) =>
        engine.EndsWith("rayfall", StringComparison.Ordinal) ? null : Ledger.Core(NativeRayforce.Newest);

    private static void Compare(
        GoldenLine line, byte[] expected, byte[] actual, Ledger? ledger, List<string> wrong)
    {
        var isDifferent = !expected.AsSpan().SequenceEqual(CompilerZeros.Settle(line, actual));
        if (isDifferent != (ledger?.Has(line.Case) ?? false))
            wrong.Add($"{line.Case}: {Convert.ToHexStringLower(expected)} became {Convert.ToHexStringLower(actual)}");
    }

    /// <summary>The captured sources of wire version 3, and the frames that must answer them.</summary>
    private static List<(GoldenLine Line, byte[] Reply)> ReadSources()
    {
        var sources = new List<(GoldenLine, byte[])>();
        foreach (var line in GoldenFile.Read("wire3/frames.jsonl").Where(line => line.Source is not null))
        {
            // What was captured is the object as a frame of its own; a reply says that it is one.
            var frame = line.Frame;
            Assert.Equal(WireStatus.Done, FrameHeader.TryRead(frame, out var header));
            (header with { MessageType = MessageType.Response }).Write(frame);
            sources.Add((line, frame));
        }

        Assert.NotEmpty(sources);
        return sources;
    }
}
