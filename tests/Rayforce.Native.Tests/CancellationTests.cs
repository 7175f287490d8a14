using System.Buffers;
using System.Diagnostics;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

public sealed class CancellationTests : NativeTest
{
    /// <summary>Hours of work, with places all along where the runtime heeds an interrupt.</summary>
    private const string Endless = "(fib 90)";

    /// <summary>Some tenths of a second.</summary>
    private const string Long = "(fib 29)";

    private const string Fib = "(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))";

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task A_running_query_that_is_given_up_runs_to_its_end_and_is_counted(string core)
    {
        await using var runtime = await StartAsync(core);
        await EvaluateAsync(runtime, Fib);
        using var abandoned = new CounterListener("Rayforce.Native", "rayforce.native.abandoned");
        using var cancellation = new CancellationTokenSource();
        var query = EvaluateAsync(
            runtime, $"(do {Long} (set finished 1))", cancellationToken: cancellation.Token);
        await BeginsAsync(runtime);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Equal(1, abandoned.Total);
        Assert.Equal(1L, await EvaluateAsync(runtime, "finished"));
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task A_running_query_is_interrupted(string core)
    {
        await using var runtime = await StartAsync(core, interrupts: true);
        await EvaluateAsync(runtime, Fib);
        using var cancellation = new CancellationTokenSource();
        var endless = EvaluateAsync(runtime, Endless, cancellationToken: cancellation.Token);
        await BeginsAsync(runtime);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        // The runtime answers again: the query has ended, and its interrupt does not hit the next one.
        for (var i = 0L; i < 100; i++)
            Assert.Equal(i + 1, await EvaluateAsync(runtime, $"(+ {i} 1)"));
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task A_query_that_waits_is_given_up_at_once(string core)
    {
        await using var runtime = await StartAsync(core, interrupts: true);
        await EvaluateAsync(runtime, Fib);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var endless = EvaluateAsync(runtime, Endless, cancellationToken: first.Token);
        var waiting = EvaluateAsync(runtime, "(set waited 1)", cancellationToken: second.Token);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(endless.IsCompleted);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Equal("name", Assert.IsType<RayError>(await EvaluateAsync(runtime, "waited")).Code);
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task A_query_that_waits_before_a_full_queue_is_given_up_at_once(string core)
    {
        await using var runtime = await StartAsync(core, queueCapacity: 1, interrupts: true);
        await EvaluateAsync(runtime, Fib);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var endless = EvaluateAsync(runtime, Endless, cancellationToken: first.Token);
        var waiting = Enumerable.Range(0, 4)
            .Select(i => EvaluateAsync(runtime, $"{i}", cancellationToken: second.Token)).ToArray();
        await second.CancelAsync();
        foreach (var request in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)"));
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task An_interrupt_never_hits_another_request(string core)
    {
        await using var runtime = await StartAsync(core, interrupts: true);
        for (var i = 0; i < 2000; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var cancelled = EvaluateAsync(runtime, "(sum (til 1000))", cancellationToken: cancellation.Token);
            var kept = EvaluateAsync(runtime, $"(+ {i} (sum (map (fn [x] x) (til 10))))");
            if (i % 2 == 0)
                await Task.Yield();
            await cancellation.CancelAsync();
            Assert.Equal(i + 45L, await kept);
            try
            {
                Assert.Equal(499500L, await cancelled);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    [SkippableFact]
    public async Task A_request_that_is_cancelled_already_does_not_run()
    {
        await using var runtime = await StartAsync(WireVersion.V3);
        var cancelled = EvaluateAsync(runtime, "(set ran 1)", cancellationToken: new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("name", Assert.IsType<RayError>(await EvaluateAsync(runtime, "ran")).Code);
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task The_reply_of_a_request_that_was_given_up_is_not_touched(string core)
    {
        await using var runtime = await StartAsync(core, interrupts: true);
        await EvaluateAsync(runtime, Fib);
        using var cancellation = new CancellationTokenSource();
        var reply = new ArrayBufferWriter<byte>();
        var request = new RayNativeRequest(Encode(Endless, WireVersion.V3), WireVersion.V3);
        var evaluation = runtime.EvaluateAsync(request, reply, cancellation.Token).AsTask();
        await BeginsAsync(runtime);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluation);
        Assert.Equal(1L, await EvaluateAsync(runtime, "1"));
        Assert.Equal(0, reply.WrittenCount);
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task Disposing_gives_up_what_runs_and_what_waits(string core)
    {
        var runtime = await StartAsync(core, interrupts: true);
        await EvaluateAsync(runtime, Fib);
        var endless = EvaluateAsync(runtime, Endless);
        var waiting = EvaluateAsync(runtime, "1");
        await runtime.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => endless);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => EvaluateAsync(runtime, "1"));
        await runtime.DisposeAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task Disposing_does_not_wait_for_ever_for_what_goes_on(string core)
    {
        var options = OptionsFor(core) with { StopTimeout = TimeSpan.FromMilliseconds(1) };
        var runtime = await RayNativeRuntime.CreateAsync(options);
        await EvaluateAsync(runtime, Fib);
        var endures = EvaluateAsync(runtime, Long);
        await BeginsAsync(runtime);

        await runtime.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => endures);
        await Assert.ThrowsAsync<RayNativeException>(() => RayNativeRuntime.CreateAsync(options));
        while (true)
        {
            try
            {
                await using var next = await RayNativeRuntime.CreateAsync(options);
                Assert.Equal(3L, await EvaluateAsync(next, "(+ 1 2)"));
                return;
            }
            catch (RayNativeException)
            {
                await Task.Delay(10);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task A_core_survives_a_thousand_interrupts_at_random(string core)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments = [typeof(InterruptProgram).Assembly.Location, NativeRayforce.GetLibrary(core), "1000", "1"];
        using var process = Process.Start(
            new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = process.StandardError.ReadToEndAsync();
        Assert.Equal("interrupted: 1000\n", await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal((0, ""), (process.ExitCode, await complaints));
    }

    /// <summary>Waits until a request is being evaluated.</summary>
    private static async Task BeginsAsync(RayNativeRuntime runtime)
    {
        while (!runtime.IsEvaluating)
            await Task.Yield();
    }
}
