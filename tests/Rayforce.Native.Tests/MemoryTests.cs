using System.Diagnostics;
using Rayforce.Ipc;
using Xunit.Abstractions;

namespace Rayforce.Native.Tests;

/// <summary>
/// What many calls leave behind. <c>RAYFORCE_NATIVE_CALLS</c> says how many of each kind; a few by default.
/// </summary>
public sealed class MemoryTests(ITestOutputHelper output) : NativeTest
{
    private const string CallsVariable = "RAYFORCE_NATIVE_CALLS";
    private const int FewCalls = 4000;
    private const long Slack = 32 * 1024 * 1024;

    private static readonly string[] Sources =
    [
        "(+ 1 2)",
        "null",
        "(til 1000)",
        "(undefined_fn 1)",
        "(+ 1 'a)",
        "(list 1 \"two\" 'three (list 4.0))",
        "(table [a b] (list [1 2 3] [x y z]))",
        "(+ 1",
    ];

    [SkippableTheory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public async Task Many_calls_leave_nothing_behind(WireVersion version)
    {
        await using var runtime = await StartAsync(version);
        var calls = GetNumber(CallsVariable, FewCalls);
        foreach (var (name, request) in CreateRequests(version))
            await AssertFlatAsync(name, calls, FewCalls, count => CallAsync(runtime, request, count));
        var large = new RayNativeRequest(Encode("(til 1000000)", version), version);
        await AssertFlatAsync("8 MB", calls / 100, FewCalls / 100, count => CallAsync(runtime, large, count));
        var slow = new RayNativeRequest(Encode("(sum (til 10000))", version), version);
        await AssertFlatAsync("a cancelled call", calls, FewCalls, count => CancelAsync(runtime, slow, count));
    }

    private static IEnumerable<(string Name, RayNativeRequest Request)> CreateRequests(WireVersion version)
    {
        foreach (var source in Sources)
            yield return (source, new RayNativeRequest(Encode(source, version), version));
        RayObject plus = version == WireVersion.V1 ? new RayBuiltin(RayType.Binary, "+") : new RaySymbol("+");
        var call = new RayList(plus, 1L, new RayVector<long>(1, 2, 3));
        yield return ("an expression", new RayNativeRequest(Encode(call, version), version));
        yield return ("a vector", new RayNativeRequest(Encode(new RayVector<long>(1, 2, 3), version), version));
        yield return ("an undecodable payload", new RayNativeRequest(new byte[] { 5, 0, 3 }, version));
        yield return ("a verbose request", new RayNativeRequest(Encode("(+ 1 2)", version), version, Verbose: true));
        foreach (var source in new[] { "(+ 1 2)", "(.sys.exec \"true\")" })
        {
            var request = new RayNativeRequest(Encode(source, version), version, Restricted: true);
            yield return ($"restricted {source}", request);
        }

        var other = version == WireVersion.V1 ? WireVersion.V3 : WireVersion.V1;
        yield return ("the other wire version", new RayNativeRequest(Encode("(til 1000)", other), other));
    }

    private async Task AssertFlatAsync(string name, int calls, int first, Func<int, Task> call)
    {
        await call(first);
        var before = MeasureResident();
        await call(calls);
        var after = MeasureResident();
        output.WriteLine($"{calls} times {name}: {before / 1024} KiB resident before, {after / 1024} KiB after");
        Assert.True(after - before < Slack, $"{(after - before) / 1024} KiB more after {calls} times {name}.");
    }

    private static async Task CallAsync(RayNativeRuntime runtime, RayNativeRequest request, int calls)
    {
        using var reply = new PooledBuffer();
        for (var i = 0; i < calls; i++)
        {
            reply.Clear();
            await runtime.EvaluateAsync(request, reply);
        }

        Assert.True(reply.WrittenCount > 0);
    }

    /// <summary>Gives every call up: while it waits, while it runs, or just after it.</summary>
    private static async Task CancelAsync(RayNativeRuntime runtime, RayNativeRequest request, int calls)
    {
        using var reply = new PooledBuffer();
        var cancelled = 0;
        for (var i = 0; i < calls; i++)
        {
            reply.Clear();
            using var cancellation = new CancellationTokenSource();
            var evaluation = runtime.EvaluateAsync(request, reply, cancellation.Token).AsTask();
            if (i % 2 == 0)
                await Task.Yield();
            await cancellation.CancelAsync();
            try
            {
                await evaluation;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        Assert.True(cancelled > 0);
    }

    private static long MeasureResident()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
