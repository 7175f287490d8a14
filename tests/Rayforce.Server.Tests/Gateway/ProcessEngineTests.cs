using System.Diagnostics;
using System.Globalization;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Gateway;

public sealed class ProcessEngineTests
{
    private const string Fib = "(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))";
    private const string Endless = "(fib 90)";

    [SkippableTheory]
    [InlineData(NativeRayforce.Newest)]
    [InlineData("2.11.0")]
    [InlineData("2.1.8")]
    public async Task A_client_is_answered_by_the_process_that_was_started(string core)
    {
        await using var engine = await ProcessEngine.StartAsync(GetOptions(core));
        await using var server = await RunningServer.StartAsync(engine);
        await using var client = await server.ConnectAsync();

        Assert.Equal(3L, await client.ExecuteAsync("(+ 1 2)"));
        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(+ 1 'a)"));
        Assert.Equal("type", error.Code);
    }

    [SkippableFact]
    public async Task A_killed_process_fails_its_request_and_is_started_again()
    {
        using var log = new LogRecorder();
        var options = GetOptions();
        options = options with
        {
            Upstream = new UpstreamEngineOptions { LoggerFactory = log, ReconnectTimeout = TimeSpan.FromMinutes(1) },
        };
        await using var engine = await ProcessEngine.StartAsync(options);
        await using var server = await RunningServer.StartAsync(engine);
        await using var unlucky = await server.ConnectAsync();
        await using var other = await server.ConnectAsync();
        Assert.Equal(3L, await other.ExecuteAsync("(+ 1 2)"));
        var before = engine.ProcessId;
        await other.ExecuteAsync(Fib);
        var endless = unlucky.ExecuteAsync(Endless);

        using (var process = Process.GetProcessById(before))
        {
            // One that waits for requests takes no time of the processor: now it evaluates this one.
            var idle = process.TotalProcessorTime;
            await Eventually.HoldsAsync(() =>
            {
                process.Refresh();
                return process.TotalProcessorTime > idle + TimeSpan.FromMilliseconds(50);
            });
            process.Kill();
        }

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => endless);
        Assert.Equal("io", error.Code);
        Assert.Contains("The process that evaluated the request ended with code 137", error.Error.Message);
        Assert.Equal(5L, await other.ExecuteAsync("(+ 2 3)"));
        Assert.Equal(7L, await unlucky.ExecuteAsync("(+ 3 4)"));
        Assert.NotEqual(before, engine.ProcessId);
        Assert.Contains(
            log.Lines, line => line.Contains($"process {before}) ended with code", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_process_that_is_killed_again_and_again_under_load_is_there_again_each_time()
    {
        var kills = int.Parse(
            Environment.GetEnvironmentVariable("RAYFORCE_KILLS") ?? "4", CultureInfo.InvariantCulture);
        using var log = new LogRecorder();
        await using var engine = await ProcessEngine.StartAsync(GetOptions() with
        {
            Upstream = new UpstreamEngineOptions { LoggerFactory = log, ReconnectTimeout = TimeSpan.FromMinutes(1) },
        });
        await using var server = await RunningServer.StartAsync(engine);
        using var end = new CancellationTokenSource();
        var (answered, failed) = (0, 0);
        var load = Enumerable.Range(0, 8).Select(async number =>
        {
            await using var client = await server.ConnectAsync();
            for (var i = 0L; !end.IsCancellationRequested; i++)
            {
                try
                {
                    // Each gets the answer to its own request, whatever has happened to the one before it.
                    Assert.Equal((i * 8) + number, await client.ExecuteAsync($"(+ {i * 8} {number})"));
                    Interlocked.Increment(ref answered);
                }
                catch (RayforceQueryException exception)
                {
                    Assert.Equal("io", exception.Code);
                    Interlocked.Increment(ref failed);
                }
            }
        }).ToList();
        for (var i = 0; i < kills; i++)
        {
            var (before, process) = (Volatile.Read(ref answered), engine.ProcessId);
            await Eventually.HoldsAsync(() => Volatile.Read(ref answered) > before + 100);
            // Some by the hands of others, some by their own requests.
            if (i % 2 == 0)
            {
                using var victim = Process.GetProcessById(process);
                victim.Kill();
            }
            else
            {
                await using var client = await server.ConnectAsync();
                var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(exit 3)"));
                Assert.Equal("io", error.Code);
                Assert.Contains("ended with code 3", error.Error.Message);
            }

            await Eventually.HoldsAsync(() => engine.ProcessId != process);
        }

        var last = Volatile.Read(ref answered);
        await Eventually.HoldsAsync(() => Volatile.Read(ref answered) > last + 100);
        await end.CancelAsync();
        await Task.WhenAll(load);
        Console.WriteLine($"{kills} deaths: {answered} answered, {failed} failed.");
        Assert.True(log.Lines.Count(line => line.Contains("It is started again in")) >= kills);
    }

    [SkippableTheory]
    [InlineData("(fib 90)")]
    [InlineData("(do (set f (fn [x] (map f (list x x)))) (f 1))")]
    public async Task A_request_that_will_not_end_or_kills_its_process_is_answered_and_the_process_replaced(string source)
    {
        using var log = new LogRecorder();
        await using var engine = await ProcessEngine.StartAsync(GetOptions() with
        {
            OverdueTimeout = TimeSpan.FromMilliseconds(200),
            Upstream = new UpstreamEngineOptions { LoggerFactory = log, ReconnectTimeout = TimeSpan.FromMinutes(1) },
        });
        await using var server = await RunningServer.StartAsync(
            engine, options => options with { EvaluationTimeout = TimeSpan.FromSeconds(2) });
        await using var client = await server.ConnectAsync();
        await client.ExecuteAsync(Fib);
        var before = engine.ProcessId;

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync(source));

        Assert.Contains(error.Code, new[] { "cancel", "io" });
        await Eventually.HoldsAsync(() => engine.ProcessId != before);
        Assert.Equal(3L, await Eventually.SucceedsAsync(() => client.ExecuteAsync("(+ 1 2)")));
        Assert.Contains(log.Lines, line => line.Contains($"(process {before}) ")
            && (error.Code == "io" || line.Contains("was replaced, because a request went on")));
    }

    [SkippableFact]
    public async Task A_request_in_its_time_is_not_ended_for_those_behind_it_that_were_given_up()
    {
        await using var engine = await ProcessEngine.StartAsync(
            GetOptions() with { OverdueTimeout = TimeSpan.FromMilliseconds(50) });
        await using var server = await RunningServer.StartAsync(engine);
        await using var patient = await server.ConnectAsync();
        await patient.ExecuteAsync(Fib);
        var before = engine.ProcessId;
        var asking = patient.ExecuteAsync("(fib 29)");
        for (var i = 0; i < 3; i++)
        {
            await using var leaving = await server.ConnectAsync(new WSClientOptions { CallTimeout = TimeSpan.FromMilliseconds(50) });
            await Assert.ThrowsAnyAsync<Exception>(() => leaving.ExecuteAsync("(fib 28)"));
        }

        Assert.Equal(514229L, await asking);
        Assert.Equal(before, engine.ProcessId);
    }

    /// <remarks>Natively nobody is served while a request waits for its client's answer.</remarks>
    [SkippableFact]
    public async Task A_process_that_waits_for_an_answer_that_does_not_come_is_replaced()
    {
        await using var engine = await ProcessEngine.StartAsync(
            GetOptions() with { OverdueTimeout = TimeSpan.FromMilliseconds(50) });
        await using var server = await RunningServer.StartAsync(
            engine, options => options with { EvaluationTimeout = TimeSpan.FromSeconds(2) });
        var before = engine.ProcessId;
        using var silent = await RawClient.ConnectAsync(server.Server, subprotocol: true, query: "?upstream=own");
        await silent.SendFrameAsync("(.ipc.send (.ipc.handle) \"who\")", MessageType.Sync);
        Assert.Equal((RayObject)"who", (await silent.ReceiveFrameAsync()).Value);
        Assert.Equal("cancel", Assert.IsType<RayError>((await silent.ReceiveFrameAsync()).Value).Code);
        await using var other = await server.ConnectAsync();
        Assert.Equal(3L, await Eventually.SucceedsAsync(() => other.ExecuteAsync("(+ 1 2)")));
        Assert.NotEqual(before, engine.ProcessId);
    }

    [SkippableTheory]
    [InlineData(NativeRayforce.Newest, false)]
    [InlineData(NativeRayforce.Newest, true)]
    [InlineData("2.11.0", true)]
    public async Task A_query_that_takes_too_long_is_answered_in_time_and_the_process_lives_on(
        string core, bool interrupts)
    {
        var options = GetOptions(core) with
        {
            Upstream = new UpstreamEngineOptions { Tcp = new RayTcpClientOptions { CancelOnServer = interrupts } },
        };
        await using var engine = await ProcessEngine.StartAsync(options);
        await using var server = await RunningServer.StartAsync(
            engine, options => options with { EvaluationTimeout = TimeSpan.FromMilliseconds(100) });
        await using var client = await server.ConnectAsync();
        var before = engine.ProcessId;
        await client.ExecuteAsync(Fib);

        var error = await Assert.ThrowsAsync<RayforceQueryException>(
            () => client.ExecuteAsync(interrupts ? Endless : "(fib 31)"));

        Assert.Equal("cancel", error.Code);
        await Eventually.SucceedsAsync(() => client.ExecuteAsync("(+ 1 2)"));
        Assert.Equal(before, engine.ProcessId);
    }

    [SkippableFact]
    public async Task A_restricted_process_of_a_core_that_lets_requests_out_is_refused()
    {
        var starting = ProcessEngine.StartAsync(GetOptions("2.1.8") with { Restricted = true });

        var exception = await Assert.ThrowsAsync<RayforceException>(() => starting);
        Assert.Contains("2.1.8", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_restricted_process_refuses_what_reaches_the_system()
    {
        await using var engine = await ProcessEngine.StartAsync(GetOptions() with { Restricted = true });
        await using var server = await RunningServer.StartAsync(engine, options => options with { Restricted = true });
        await using var client = await server.ConnectAsync();

        Assert.Equal(3L, await client.ExecuteAsync("(+ 1 2)"));
        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(.sys.exec \"true\")"));
        Assert.Equal("access", error.Code);
    }

    [SkippableFact]
    public async Task Disposing_ends_the_process()
    {
        var engine = await ProcessEngine.StartAsync(GetOptions());
        using var process = Process.GetProcessById(engine.ProcessId);

        await engine.DisposeAsync();

        Assert.True(process.HasExited);
    }

    [Fact]
    public async Task A_binary_that_is_not_there_is_named()
    {
        var options = new ProcessEngineOptions { Binary = Path.Combine(AppContext.BaseDirectory, "no-such-binary") };

        var exception = await Assert.ThrowsAsync<RayforceException>(() => ProcessEngine.StartAsync(options));

        Assert.Contains(options.Binary, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_that_ends_at_once_is_reported_with_what_it_said()
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

        var exception = await Assert.ThrowsAsync<RayforceException>(
            () => ProcessEngine.StartAsync(new ProcessEngineOptions { Binary = dotnet }));

        Assert.Contains("ended with code", exception.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("echo told >&2; sleep 120 & exit 3", "ended with code 3: told")]
    [InlineData("echo told >&2; exec 2>&-; exec sleep 120", "did not answer")]
    public async Task A_program_that_never_answers_is_given_up(string script, string message)
    {
        Skip.If(OperatingSystem.IsWindows(), "The test has a shell script for a server.");
        using var program = new ShellScript(script);
        var options = new ProcessEngineOptions
        {
            Binary = program.Path,
            Upstream = new UpstreamEngineOptions { ReconnectTimeout = TimeSpan.FromSeconds(2) },
        };

        var starting = ProcessEngine.StartAsync(options).WaitAsync(TimeSpan.FromMinutes(1));

        var exception = await Assert.ThrowsAsync<RayforceException>(() => starting);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_a_wrapper_started_ends_with_it()
    {
        var binary = GetOptions().Binary;
        Skip.If(OperatingSystem.IsWindows(), "The test has a shell script for a wrapper.");
        using var wrapper = new ShellScript($"'{binary}' \"$@\" &\necho $! > \"$0.pid\"\nwait");
        var engine = await ProcessEngine.StartAsync(new ProcessEngineOptions { Binary = wrapper.Path });
        var started = int.Parse(await File.ReadAllTextAsync($"{wrapper.Path}.pid"), CultureInfo.InvariantCulture);
        Assert.NotEqual(engine.ProcessId, started);
        using var process = Process.GetProcessById(started);

        await engine.DisposeAsync();

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    [SkippableFact]
    public async Task A_process_that_hangs_at_a_restart_is_given_up_for_another()
    {
        var binary = GetOptions().Binary;
        Skip.If(OperatingSystem.IsWindows(), "The test has a shell script for a wrapper.");
        // The first start works, the second hangs, all others work.
        using var wrapper = new ShellScript(
            $"echo x >> \"$0.starts\"\n[ $(wc -l < \"$0.starts\") = 2 ] && exec sleep 120\nexec '{binary}' \"$@\"");
        var options = new ProcessEngineOptions
        {
            Binary = wrapper.Path,
            Upstream = new UpstreamEngineOptions { ReconnectTimeout = TimeSpan.FromSeconds(2) },
        };
        await using var engine = await ProcessEngine.StartAsync(options);
        await using var server = await RunningServer.StartAsync(engine);
        await using var client = await server.ConnectAsync();

        using (var process = Process.GetProcessById(engine.ProcessId))
            process.Kill();

        Assert.Equal(3L, await Eventually.SucceedsAsync(() => client.ExecuteAsync("(+ 1 2)")));
    }

    [Fact]
    public async Task A_binary_without_a_name_is_refused()
    {
        var starting = ProcessEngine.StartAsync(new ProcessEngineOptions { Binary = "" });

        await Assert.ThrowsAsync<RayforceException>(() => starting);
    }

    private static ProcessEngineOptions GetOptions(string core = NativeRayforce.Newest) =>
        new() { Binary = NativeRayforce.GetBinary(core) };
}
