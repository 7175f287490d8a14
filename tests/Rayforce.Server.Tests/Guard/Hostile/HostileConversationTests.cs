using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Logging;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Xunit.Abstractions;

namespace Rayforce.Server.Tests.Guard.Hostile;

/// <summary>Conversations of clients that keep no rule, beside two that are to notice nothing of them.</summary>
public sealed class HostileConversationTests(ITestOutputHelper output)
{
    /// <summary>How long to go on, in seconds; without it a number of conversations is held.</summary>
    private const string SecondsVariable = "RAYFORCE_HOSTILE_SECONDS";

    private const int Conversations = 2500;

    /// <summary>Far more than what the limits of the server below add up to.</summary>
    private const long MostHeld = 512L << 20;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Nothing_that_a_client_sends_or_withholds_disturbs_another()
    {
        // All lines of an hour would take more memory than the server.
        using var log = new LogRecorder(LogLevel.Error);
        await using var engine = new RayfallEngine(
            new RayfallInterpreter(new RayfallOptions { MaxMemory = 64L << 20, MaxSteps = 2_000_000 }));
        await using var running = await RunningServer.StartWithTcpAsync(engine, options => options with
        {
            LoggerFactory = log,
            MaxMessageSize = 4 << 20,
            ReceiveMemory = 16 << 20,
            HandshakeTimeout = TimeSpan.FromSeconds(5),
            ReceiveTimeout = Soon,
            SendTimeout = Soon,
            CloseTimeout = Soon,
            PostTimeout = Soon,
            // What does not end by itself ends at the limits of the engine.
            EvaluationTimeout = TimeSpan.FromSeconds(30),
        });
        await using var web = new GoodClient(await running.ConnectAsync());
        await using var tcp = new GoodClient(await running.ConnectTcpAsync());

        var held = 0;
        var seconds = Environment.GetEnvironmentVariable(SecondsVariable);
        await HostileConversation.Any.SampleAsync(
            async conversation =>
            {
                await conversation.RunAsync(running);
                Interlocked.Increment(ref held);
            },
            iter: Conversations,
            time: seconds is null ? -1 : int.Parse(seconds, CultureInfo.InvariantCulture),
            threads: 8);

        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 2);
        output.WriteLine($"{held} conversations. WebSocket: {await web.EndAsync()}. TCP: {await tcp.EndAsync()}.");
        output.WriteLine($"RSS {Environment.WorkingSet >> 20} MB, managed {GC.GetTotalMemory(true) >> 20} MB.");
        Assert.Empty(log.Lines);
        Assert.InRange(GC.GetTotalMemory(true), 0, MostHeld);
    }
}
