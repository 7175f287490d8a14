using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

public sealed class RuntimeTests : NativeTest
{
    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task A_runtime_evaluates_and_ends_and_can_be_had_again(string core)
    {
        for (var i = 0; i < 3; i++)
        {
            await using var runtime = await StartAsync(core);
            var version = runtime.Library.WireVersion;
            Assert.Equal(core == NativeRayforce.Wire1 ? WireVersion.V1 : WireVersion.V3, version);
            Assert.Matches(core == NativeRayforce.Wire1 ? @"^0\.\d+" : $"^{core}$", runtime.Library.Version);
            Assert.Equal("name", Code(await EvaluateAsync(runtime, "kept"), version));
            Assert.Equal(3L, await EvaluateAsync(runtime, "(set kept (+ 1 2))"));
            Assert.Equal(3L, await EvaluateAsync(runtime, "kept"));
        }
    }

    [SkippableFact]
    public async Task Every_core_runs_in_one_process()
    {
        await using var newest = await StartAsync(NativeRayforce.Newest);
        await using var older = await StartAsync("2.11.0");
        await using var oldest = await StartAsync("2.1.8");
        await using var one = await StartAsync(NativeRayforce.Wire1);
        for (var i = 0; i < 100; i++)
        {
            var sums = new[] { newest, older, oldest }.Select(core => EvaluateAsync(core, "(sum (til 100))"));
            Assert.Equal(7L, await EvaluateAsync(one, "(+ 3 4)"));
            Assert.All(await Task.WhenAll(sums), sum => Assert.Equal(4950L, sum));
        }
    }

    [SkippableTheory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public async Task A_second_runtime_of_a_library_is_refused(WireVersion version)
    {
        await using var runtime = await StartAsync(version);
        var refusal = await Assert.ThrowsAsync<RayNativeException>(() => StartAsync(version));
        Assert.Contains("runs already", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)"));
    }

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task Every_captured_source_gives_the_captured_bytes(string core)
    {
        await using var runtime = await StartAsync(core);
        var version = runtime.Library.WireVersion;
        var ledger = Ledger.Core(core);
        var evaluated = 0;
        var wrong = new List<string>();
        foreach (var line in GoldenFile.Read($"wire{(int)version}/frames.jsonl"))
        {
            if (line.Source is null)
                continue;
            evaluated++;
            var reply = await EvaluateAsync(runtime, new RayNativeRequest(Encode(line.Source, version), version));
            // What 2.5.12 made of a case holds for its neighbours, too.
            var difference = FindDifference(line, reply, version);
            if (core != NativeRayforce.Newest && FindDifference(line.Older, reply, version) is null)
                difference = null;
            if (ledger.Has(line.Case) != (difference is not null))
                wrong.Add($"{line.Case}: {difference ?? "no longer different"}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(evaluated > 80, $"{evaluated} sources");
    }

    [SkippableTheory]
    [InlineData(WireVersion.V3, "(undefined_fn 1)", "name", "'undefined_fn' undefined")]
    [InlineData(WireVersion.V3, "(+ 1 'a)", "type", "cannot add i64 and sym")]
    [InlineData(WireVersion.V3, "(+ 1", "parse", null)]
    [InlineData(WireVersion.V1, "(undefined_fn 1)", "value", "undefined_fn")]
    [InlineData(WireVersion.V1, "(+ 1 'a)", "type", "expected: i64, got: symbol")]
    [InlineData(WireVersion.V1, "(+ [1 2] [1 2 3])", "length", "need: 0, have: 0")]
    [InlineData(WireVersion.V1, "(read \"/nonexistent\")", "os", "message: No such file or directory")]
    public async Task An_error_brings_its_message(WireVersion version, string source, string code, string? message)
    {
        await using var runtime = await StartAsync(version);
        var error = Assert.IsType<RayError>(await EvaluateAsync(runtime, source));
        Assert.Equal((code, message), (error.Code, error.Message));
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)"));
    }

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task An_object_is_evaluated_as_an_expression(string core)
    {
        await using var runtime = await StartAsync(core);
        var version = runtime.Library.WireVersion;
        await EvaluateAsync(runtime, "(set price 40)");
        // Wire version 1 has builtins in its expressions, not their names.
        RayObject plus = version == WireVersion.V1 ? new RayBuiltin(RayType.Binary, "+") : new RaySymbol("+");
        var call = new RayList(plus, new RaySymbol("price"), 2L);
        Assert.Equal(42L, await EvaluateAsync(runtime, call, version));
        Assert.Equal(40L, await EvaluateAsync(runtime, new RaySymbol("price"), version));
        Assert.Equal(5L, await EvaluateAsync(runtime, 5L, version));
        Assert.Equal(RayNull.Instance, await EvaluateAsync(runtime, RayNull.Instance, version));
        Assert.Equal(RayNull.Instance, await EvaluateAsync(runtime, "", version));
    }

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task An_undecodable_payload_is_a_domain_error(string core)
    {
        await using var runtime = await StartAsync(core);
        var version = runtime.Library.WireVersion;
        foreach (var payload in new byte[][] { [5, 0, 3], [], [77], [0, 0, 1, 0, 0, 0, 0, 0, 0, 1] })
        {
            var reply = await EvaluateAsync(runtime, new RayNativeRequest(payload, version));
            var error = Assert.IsType<RayError>(ReplyPayload.Read(reply, version));
            Assert.Equal("domain", error.Code);
            Assert.NotEmpty(error.Message!);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Wire3Cores))]
    public async Task A_verbose_reply_brings_what_was_printed(string core)
    {
        await using var runtime = await StartAsync(core);
        Skip.IfNot(Interop.OutputCapture.IsSupported, "The C library's streams cannot be exchanged here.");
        var printed = new RayList("hi\n", RayNull.Instance);
        Assert.Equal(printed, await EvaluateAsync(runtime, "(println \"hi\")", verbose: true));
        Assert.Equal(new RayList("", 3L), await EvaluateAsync(runtime, "(+ 1 2)", verbose: true));
        var error = Assert.IsType<RayError>(await EvaluateAsync(runtime, "(do (println 1) (+ 1 'a))", verbose: true));
        Assert.Equal(("type", "cannot add i64 and sym"), (error.Code, error.Message));
        // The bytes of a native server's answer to the same request.
        var request = new RayNativeRequest(Encode("(println \"hi\")", WireVersion.V3), WireVersion.V3, Verbose: true);
        Assert.Equal("00000200000000000000f300030000000000000068690a7e", Hex(await EvaluateAsync(runtime, request)));
    }

    [SkippableTheory]
    [MemberData(nameof(SoundCores))]
    public async Task A_restricted_request_may_not_reach_the_system(string core)
    {
        await using var runtime = await StartAsync(core);
        var refused = await EvaluateAsync(runtime, "(.sys.exec \"true\")", restricted: true);
        Assert.Equal("access", Assert.IsType<RayError>(refused).Code);
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)", restricted: true));
        Assert.IsNotType<RayError>(await EvaluateAsync(runtime, "(.sys.exec \"true\")"));
    }

    [SkippableTheory]
    [InlineData("2.1.8")]
    [InlineData(NativeRayforce.Wire1)]
    public async Task A_core_without_a_restricted_mode_refuses_restricted_requests(string core)
    {
        await using var runtime = await StartAsync(core);
        var refused = Assert.IsType<RayError>(await EvaluateAsync(runtime, "(+ 1 2)", restricted: true));
        Assert.Contains("restricted", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(WireVersion.V3, WireVersion.V1)]
    [InlineData(WireVersion.V1, WireVersion.V3)]
    public async Task A_request_in_the_other_wire_version_is_answered_in_it(WireVersion library, WireVersion asked)
    {
        await using var runtime = await StartAsync(library);
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)", asked));
        var table = Assert.IsType<RayTable>(await EvaluateAsync(runtime, "(table [a b] (list [1 2] [x y]))", asked));
        Assert.Equal(["a", "b"], table.Names.ToArray());
        var error = Assert.IsType<RayError>(await EvaluateAsync(runtime, "(+ 1 'a)", asked));
        Assert.Equal("type", error.Code);
        Assert.NotEmpty(error.Message!);
        var unreadable = await EvaluateAsync(runtime, new RayNativeRequest(new byte[] { 5, 0, 3 }, asked));
        Assert.Equal("domain", Assert.IsType<RayError>(ReplyPayload.Read(unreadable, asked)).Code);
    }

    [SkippableFact]
    public async Task A_result_that_the_other_wire_version_lacks_comes_in_a_wider_type()
    {
        await using var runtime = await StartAsync(WireVersion.V3);
        var set = new RayList(new RaySymbol("set"), new RaySymbol("narrow"), new RayAtom<float>(1.5f));
        Assert.Equal(new RayAtom<float>(1.5f), await EvaluateAsync(runtime, set, WireVersion.V3));
        Assert.Equal((RayObject)1.5, await EvaluateAsync(runtime, "narrow", WireVersion.V1));
    }

    [SkippableTheory]
    [MemberData(nameof(AllCores))]
    public async Task Callers_on_many_threads_get_each_their_own_reply(string core)
    {
        await using var runtime = await StartAsync(core, queueCapacity: 8);
        var callers = new ParallelOptions { MaxDegreeOfParallelism = 32 };
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), callers, async (i, token) =>
            Assert.Equal(i * 2L, await EvaluateAsync(runtime, $"(+ {i} {i})", cancellationToken: token)));
    }

    [SkippableFact]
    public async Task The_process_keeps_its_interrupt_signal()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals here.");
        var caught = new TaskCompletionSource();
        using var handler = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            caught.TrySetResult();
        });
        await using var runtime = await StartAsync(WireVersion.V1);
        using var kill = Process.Start("kill", ["-INT", $"{Environment.ProcessId}"]);
        // Told to ignore the signal, the process never hears of it, and has to live on all the same.
        if (InterruptibleProcess.IsInterruptIgnored)
            await kill.WaitForExitAsync();
        else
            await caught.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)"));
    }

    [SkippableTheory]
    [MemberData(nameof(Wire3Cores))]
    public async Task A_large_frame_goes_in_and_out(string core)
    {
        await using var runtime = await StartAsync(core);
        var values = new long[4_000_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = i;
        var vector = new RayVector<long>(values);
        var payload = Encode(vector, WireVersion.V3);
        var reply = await EvaluateAsync(runtime, new RayNativeRequest(payload, WireVersion.V3));
        Assert.True(payload.AsSpan().SequenceEqual(reply));
    }

    [SkippableTheory]
    [MemberData(nameof(Wire3Cores))]
    public async Task Recursion_ends_in_an_error(string core)
    {
        await using var runtime = await StartAsync(core);
        await EvaluateAsync(runtime, "(set down (fn [x] (+ 1 (down x))))");
        Assert.Equal("limit", Assert.IsType<RayError>(await EvaluateAsync(runtime, "(down 1)")).Code);
        var deep = string.Concat(Enumerable.Repeat("(neg ", 400)) + "1" + new string(')', 400);
        Assert.Equal(1L, await EvaluateAsync(runtime, deep));
    }

    [SkippableTheory]
    [MemberData(nameof(Wire3Cores))]
    public async Task What_the_output_throws_reaches_the_caller_and_nobody_else(string core)
    {
        await using var runtime = await StartAsync(core);
        var request = new RayNativeRequest(Encode("(+ 1 2)", WireVersion.V3), WireVersion.V3);
        var evaluation = runtime.EvaluateAsync(request, new FullBuffer()).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => evaluation);
        Assert.Equal(3L, await EvaluateAsync(runtime, "(+ 1 2)"));
    }

    [SkippableTheory]
    [InlineData("(set .ipc.on.sync (fn [m] m))")]
    [InlineData("(do 1 (set  '.ipc.on.open (fn [h] h)))")]
    public async Task Setting_a_hook_that_cannot_fire_is_an_error_that_says_so(string source)
    {
        await using var runtime = await StartAsync(WireVersion.V3);
        var error = Assert.IsType<RayError>(await EvaluateAsync(runtime, source));
        Assert.Equal("nyi", error.Code);
        Assert.Contains("The hook .ipc.on.", error.Message, StringComparison.Ordinal);
        var call = new RayList(new RaySymbol("set"), new RaySymbol(".ipc.on.sync"), 1L);
        Assert.Equal(error.Code, Assert.IsType<RayError>(await EvaluateAsync(runtime, call, WireVersion.V3)).Code);
        Assert.Equal(new RayString(".ipc.on.sync"), await EvaluateAsync(runtime, "\".ipc.on.sync\""));
    }

    private static string? FindDifference(GoldenLine line, byte[] payload, WireVersion version)
    {
        ReadOnlySpan<byte> reply = CompilerZeros.Settle(line, payload);
        ReadOnlySpan<byte> expected = CompilerZeros.Settle(line, line.Frame).AsSpan(FrameHeader.Size);
        var value = RaySerializer.Deserialize(expected, version);
        // Behind an error comes its message, and in wire version 1 its context, which is the process's own; what a
        // note speaks of is memory of the process that captured it.
        if (value is RayError && version == WireVersion.V1)
            expected = expected[..2];
        else if (line.HasNote)
            expected = expected[..Encode(value, version).Length];
        if (value is RayError || line.HasNote)
            reply = reply[..Math.Min(reply.Length, expected.Length)];
        return reply.SequenceEqual(expected) ? null : $"{Hex(reply)}, not {Hex(expected)}";
    }

    private static string Code(RayObject value, WireVersion version)
    {
        var code = Assert.IsType<RayError>(value).Code;
        return version == WireVersion.V1 && code == "value" ? "name" : code;
    }

    private static async Task<RayObject> EvaluateAsync(
        RayNativeRuntime runtime, RayObject value, WireVersion version) =>
        ReplyPayload.Read(await EvaluateAsync(runtime, new RayNativeRequest(Encode(value, version), version)), version);

    /// <summary>An output without room.</summary>
    private sealed class FullBuffer : IBufferWriter<byte>
    {
        public void Advance(int count) => throw new InvalidOperationException("full");

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new InvalidOperationException("full");

        public Span<byte> GetSpan(int sizeHint = 0) => throw new InvalidOperationException("full");
    }
}
