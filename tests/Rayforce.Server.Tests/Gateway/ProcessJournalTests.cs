using System.Diagnostics;
using System.Globalization;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Journals;
using Rayforce.Server.Tests.Journals;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Gateway;

/// <summary>
/// A native process that keeps a journal has it kept in a state from which it starts again, whatever it dies of.
/// </summary>
public sealed class ProcessJournalTests
{
    private const string Fib = "(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))";

    private static readonly string[] Killers =
        ["(do (set f (fn [x] (map f (list x x)))) (f 1))", "(fib 90)", "(exit 3)", "(do (set y 7) (exit 0))"];

    public static TheoryData<string, string, JournalSync, bool> Deaths
    {
        get
        {
            var deaths = new TheoryData<string, string, JournalSync, bool>();
            foreach (var killer in Killers)
            {
                deaths.Add(NativeRayforce.Newest, killer, JournalSync.Always, false);
                deaths.Add(NativeRayforce.Newest, killer, JournalSync.Never, true);
                deaths.Add("2.11.0", killer, JournalSync.Never, false);
            }

            return deaths;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Deaths))]
    public async Task The_request_in_the_middle_of_which_it_ended_is_set_aside_and_all_others_are_there(
        string core, string killer, JournalSync sync, bool ownUpstream)
    {
        using var folder = new DataFolder();
        using var log = new LogRecorder();
        var options = GetOptions(folder, core, log) with { Sync = sync };
        await using (var engine = await ProcessEngine.StartAsync(options))
        {
            await using var server = await RunningServer.StartAsync(
                engine, options => options with { EvaluationTimeout = TimeSpan.FromSeconds(2) });
            await using (var client = await ConnectAsync(server, ownUpstream))
            {
                await client.ExecuteAsync("(set y 42)");
                await client.ExecuteAsync(Fib);
                var before = engine.ProcessId;

                var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync(killer));

                Assert.Contains(error.Code, new[] { "cancel", "io" });
                await Eventually.HoldsAsync(() => engine.ProcessId != before);
            }

            await AssertAnswersAsync(server);
            var file = engine.RequestSetAside!;
            Assert.Equal([killer], await ReadAsync(file));
            Assert.Contains(log.Lines, line => line.StartsWith("Error:", StringComparison.Ordinal) && line.Contains(file));
            using var http = new HttpClient();
            var health = await http.GetStringAsync(new Uri($"http://127.0.0.1:{server.Server.Port}/health"));
            Assert.Equal($"Healthy\nA request that had ended the process is set aside in {Path.GetFileName(file)}.", health);
        }

        // It is gone for good.
        await using (var again = await ProcessEngine.StartAsync(options))
        {
            await using var server = await RunningServer.StartAsync(again);
            await AssertAnswersAsync(server);
            Assert.Null(again.RequestSetAside);
        }

        Assert.DoesNotContain(killer, await ReadAsync(folder.Log));
        Assert.Equal(1, folder.Files.Count(name => name.EndsWith(".aside", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task A_request_without_end_does_not_hold_up_the_start_after_a_stop()
    {
        using var folder = new DataFolder();
        var options = GetOptions(folder) with { OverdueTimeout = TimeSpan.FromHours(1) };
        await using (var engine = await ProcessEngine.StartAsync(options))
        {
            await using var server = await RunningServer.StartAsync(
                engine, options => options with { EvaluationTimeout = TimeSpan.FromSeconds(1) });
            await using var client = await server.ConnectAsync();
            await client.ExecuteAsync("(set y 42)");
            await client.ExecuteAsync(Fib);
            await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(fib 90)"));
        }

        await using var again = await ProcessEngine.StartAsync(options);
        await using var restarted = await RunningServer.StartAsync(again);
        await AssertAnswersAsync(restarted);
    }

    [SkippableTheory]
    [InlineData("(do (set f (fn [x] (map f (list x x)))) (f 1))")]
    [InlineData("(exit 3)")]
    public async Task A_journal_that_ends_with_what_ended_a_process_of_somebody_elses_is_started_without_it(string killer)
    {
        using var folder = new DataFolder();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            await connection.ExecuteAsync("(set y 42)");
            await connection.ExecuteAsync(Fib);
            await Assert.ThrowsAnyAsync<RayforceException>(() => connection.ExecuteAsync(killer));
        }

        await using var engine = await ProcessEngine.StartAsync(GetOptions(folder));
        await using var server = await RunningServer.StartAsync(engine);
        await AssertAnswersAsync(server);
        Assert.Equal([killer], await ReadAsync(engine.RequestSetAside!));
    }

    [SkippableFact]
    public async Task A_journal_with_which_it_does_not_start_either_way_stays_as_it_is()
    {
        using var folder = new DataFolder();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            await connection.ExecuteAsync("(set y 42)");
        }

        await File.WriteAllBytesAsync(folder.Snapshot, [1, 2, 3]);
        var before = await File.ReadAllBytesAsync(folder.Log);

        await Assert.ThrowsAsync<RayforceException>(() => ProcessEngine.StartAsync(GetOptions(folder)));

        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Log));
        Assert.Equal(["lk", "log", "qdb"], folder.Files);
    }

    [SkippableFact]
    public async Task A_torn_last_entry_is_kept_aside_and_the_process_starts()
    {
        using var folder = new DataFolder();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            await connection.ExecuteAsync("(set y 42)");
            await connection.ExecuteAsync(Fib);
        }

        var torn = RaySerializer.SerializeFrame("(set y 43)", messageType: MessageType.Sync)[..^3];
        await using (var file = new FileStream(folder.Log, FileMode.Append))
            await file.WriteAsync(torn);

        await using var engine = await ProcessEngine.StartAsync(GetOptions(folder));
        await using var server = await RunningServer.StartAsync(engine);
        await AssertAnswersAsync(server);
        var rest = Assert.Single(folder.Files, name => name.EndsWith(".rest", StringComparison.Ordinal));
        Assert.Equal(torn, await File.ReadAllBytesAsync($"{folder.Base}.{rest}"));
    }

    [SkippableFact]
    public async Task What_it_could_not_start_with_does_not_reach_its_journal()
    {
        using var folder = new DataFolder();
        await using (var engine = await ProcessEngine.StartAsync(GetOptions(folder)))
        {
            await using var server = await RunningServer.StartWithTcpAsync(engine);
            await using var client = await server.ConnectAsync();
            await client.ExecuteAsync("(set y 42)");
            await client.ExecuteAsync(Fib);
            using var raw = await RawSocket.GreetAsync(server.TcpPort);
            var damaged = RaySerializer.SerializeFrame("(+ 1 2)", messageType: MessageType.Sync);
            damaged[FrameHeader.Size + 2] = 200;
            await raw.SendAsync(damaged);
            var refusal = await raw.ReceiveFrameAsync();
            Assert.Equal("domain", Assert.IsType<RayError>(refusal.Value).Code);
            // Live these succeed; a replay would take the inner list for a call, and fail.
            await client.ExecuteAsync(
                new RayList(new RaySymbol("set"), new RaySymbol("plain"), new RayList(1L, new RayList(2L, "x"))));
        }

        await using var again = await ProcessEngine.StartAsync(GetOptions(folder));
        await using var restarted = await RunningServer.StartAsync(again);
        await AssertAnswersAsync(restarted);
        await using var reader = await restarted.ConnectAsync();
        Assert.Equal(new RayList(1L, new RayList(2L, "x")), await reader.ExecuteAsync("plain"));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_kills_it_under_load_nothing_that_was_answered_is_lost(bool alike)
    {
        var kills = int.Parse(
            Environment.GetEnvironmentVariable("RAYFORCE_KILLS") ?? "4", CultureInfo.InvariantCulture);
        using var folder = new DataFolder();
        await using var engine = await ProcessEngine.StartAsync(GetOptions(folder) with { Sync = JournalSync.Never });
        await using var server = await RunningServer.StartAsync(engine);
        using var end = new CancellationTokenSource();
        var (sent, answered) = (new long[8], new long[8]);
        await using (var client = await server.ConnectAsync())
        {
            for (var number = 0; number < sent.Length; number++)
                await client.ExecuteAsync($"(set n{number} 0)");
        }

        // All alike: what was lost cannot be told from what was answered.
        var load = Enumerable.Range(0, sent.Length).Select(async number =>
        {
            await using var client = await server.ConnectAsync();
            while (!end.IsCancellationRequested)
            {
                var name = alike ? 0 : number;
                Interlocked.Increment(ref sent[name]);
                try
                {
                    await client.ExecuteAsync($"(set n{name} (+ n{name} 1))");
                    Interlocked.Increment(ref answered[name]);
                }
                catch (RayforceQueryException exception)
                {
                    Assert.Equal("io", exception.Code);
                }
            }
        }).ToList();
        for (var i = 0; i < kills; i++)
        {
            var (before, process) = (answered.Sum(), engine.ProcessId);
            await Eventually.HoldsAsync(() => answered.Sum() > before + 100);
            using var victim = Process.GetProcessById(process);
            victim.Kill();
            await Eventually.HoldsAsync(() => engine.ProcessId != process);
        }

        await end.CancelAsync();
        await Task.WhenAll(load);
        await using var counting = await server.ConnectAsync();
        for (var name = 0; name < sent.Length; name++)
        {
            var there = await Eventually.SucceedsAsync(() => counting.ExecuteAsync<long>($"n{name}"));
            Assert.InRange(there, answered[name], sent[name]);
        }

        Console.WriteLine($"{kills} kills: {answered.Sum()} changes answered and all there, of {sent.Sum()}.");
    }

    private static ProcessEngineOptions GetOptions(
        DataFolder folder, string core = NativeRayforce.Newest, LogRecorder? log = null) => new()
    {
        Binary = NativeRayforce.GetBinary(core),
        Data = folder.Path,
        OverdueTimeout = TimeSpan.FromMilliseconds(200),
        RecoveryTimeout = TimeSpan.FromMinutes(1),
        Upstream = new UpstreamEngineOptions { LoggerFactory = log, ReconnectTimeout = TimeSpan.FromMinutes(1) },
    };

    private static Task<WSClientConnection> ConnectAsync(RunningServer server, bool ownUpstream) =>
        new WSClient(new Uri($"ws://127.0.0.1:{server.Server.Port}/{(ownUpstream ? "?upstream=own" : "")}")).ConnectAsync();

    private static async Task AssertAnswersAsync(RunningServer server)
    {
        await using var client = await server.ConnectAsync();
        Assert.Equal(42L, await Eventually.SucceedsAsync(() => client.ExecuteAsync("y")));
        Assert.Equal(55L, await client.ExecuteAsync("(fib 10)"));
    }

    private static async Task<List<RayObject>> ReadAsync(string log)
    {
        await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = new JournalReader(stream);
        var requests = new List<RayObject>();
        await foreach (var entry in reader.ReadAsync(reader.Start))
            requests.Add(entry.Request!);
        return requests;
    }
}
