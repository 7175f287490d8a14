using CsCheck;
using Rayforce.FixtureGen;
using Rayforce.Ipc;
using Rayforce.Native.Interop;
using Rayforce.TestSupport;
using Xunit.Abstractions;

namespace Rayforce.Native.Tests;

/// <summary>
/// The native decoder and ours, on the same damaged frames. <c>RAYFORCE_FUZZ_CASES</c> says how many; a few by default.
/// </summary>
public sealed class DecoderTests(ITestOutputHelper output) : NativeTest
{
    private const string CasesVariable = "RAYFORCE_FUZZ_CASES";
    private const int FewCases = 3000;
    private const int VersionOffset = 4;

    [SkippableFact]
    public async Task Damaged_frames_get_the_same_verdict_and_the_same_bytes_from_both_decoders()
    {
        SkipOtherVersions(WireVersion.V3);
        await using var runtime = await StartAsync(WireVersion.V3);
        var cases = GetNumber(CasesVariable, FewCases);
        var (accepted, rejected, other) = (0, 0, 0);
        await DamagedFrames.Of(WireVersion.V3).SampleAsync(
            async frame =>
            {
                var native = await runtime.CallAsync(core => MalformedCapture.Capture(core, ToRow(frame)));
                if (IsBeyondComparison(frame, native))
                {
                    Interlocked.Increment(ref other);
                    return;
                }

                var theirs = native.GetText("verdict") == "accept" ? native.GetBytes("reserialized") : null;
                if (theirs is null)
                    Interlocked.Increment(ref rejected);
                else
                    Interlocked.Increment(ref accepted);
                var ours = Decode(frame);
                var both = $"{Hex(frame)}\nnative: {Describe(theirs)}\nours:   {Describe(ours)}";
                Assert.True(AreSame(theirs, ours), both);
            },
            iter: cases,
            threads: 2);
        output.WriteLine($"{accepted} accepted, {rejected} rejected, {other} not comparable");
        Assert.True(accepted > 0 && rejected > 0);
    }

    [SkippableTheory]
    [InlineData("2.1.8")]
    [InlineData(NativeRayforce.Wire1)]
    public async Task What_is_written_anew_does_not_upset_a_decoder_that_believes_what_it_reads(string core)
    {
        await using var runtime = await StartAsync(core);
        var version = runtime.Library.WireVersion;
        var read = 0;
        await DamagedFrames.Of(version).SampleAsync(
            async frame =>
            {
                if (frame.Length <= FrameHeader.Size || Rewrite(frame[FrameHeader.Size..], version) is not { } written)
                    return;
                Interlocked.Increment(ref read);
                var type = await runtime.CallAsync(core => ReadType(core, written));
                // A builtin is what its name says, and one that this core does not know is the null to it.
                var expected = written[FrameHeader.Size];
                Assert.True(
                    (byte)type == expected || type is NativeType.Error or NativeType.Null || IsBuiltin(expected),
                    Hex(written));
            },
            iter: GetNumber(CasesVariable, FewCases),
            threads: 2);
        Assert.True(read > 0);
    }

    private static byte[]? Rewrite(byte[] payload, WireVersion version)
    {
        try
        {
            return RaySerializer.SerializeFrame(RaySerializer.Deserialize(payload, version), version);
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }

    private static sbyte ReadType(NativeCore core, byte[] frame)
    {
        var value = NativeFrame.Read(core, frame);
        var type = core.GetTypeCode(value);
        core.Release(value);
        return type;
    }

    private static FixtureRow ToRow(byte[] frame) => new([("hex", Hex(frame))]);

    /// <summary>
    /// Native knows the names of its builtins, and only those; it reads one wire version, where this library reads
    /// two; and a table whose names are I64 it gives the symbols of its own process that have these numbers.
    /// </summary>
    private static bool IsBeyondComparison(byte[] frame, FixtureRow native) => native.GetText("code") == "name" ||
        (frame.Length > VersionOffset && frame[VersionOffset] == (byte)WireVersion.V1) || HasNumberedTable(frame);

    private static bool HasNumberedTable(byte[] frame)
    {
        for (var i = FrameHeader.Size; i + 2 < frame.Length; i++)
        {
            if (frame[i] == (byte)RayType.Table && frame[i + 2] == (byte)RayType.I64)
                return true;
        }

        return false;
    }

    private static byte[]? Decode(byte[] frame)
    {
        try
        {
            return RaySerializer.SerializeFrame(RaySerializer.DeserializeFrame(frame));
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }

    /// <summary>Native looks a builtin up by its name, and writes how many arguments it really takes.</summary>
    private static bool AreSame(byte[]? native, byte[]? ours) => native is null || ours is null
        ? native == ours
        : native.Length == ours.Length && native.Zip(ours).All(
            pair => pair.First == pair.Second || (IsBuiltin(pair.First) && IsBuiltin(pair.Second)));

    private static bool IsBuiltin(byte code) => (RayType)code is RayType.Unary or RayType.Binary or RayType.Variadic;

    private static string Describe(byte[]? written) => written is null ? "rejected" : Hex(written);
}
