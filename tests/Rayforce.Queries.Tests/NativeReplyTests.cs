using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

/// <summary>
/// Every query with a captured reply, answered by the native library of its generation: as an object, and as the text
/// that it prints.
/// </summary>
public sealed class NativeReplyTests
{
    [SkippableTheory]
    [InlineData(NativeRayforce.Newest)]
    [InlineData("2.11.0")]
    [InlineData(NativeRayforce.Wire1)]
    public async Task Native_gives_the_captured_reply_to_the_object_and_to_its_source(
        string core)
    {
        var options = new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(core) };
        await using var native = await RayNativeRuntime.CreateAsync(options);
        var version = native.Library.WireVersion;
        var ledger = Ledger.Core(core);
        var wrong = new List<string>();
        foreach (var golden in GoldenReply.Read(version))
        {
            var expected = string.Join('\n', golden.After.Values.Prepend(golden.Reply));
            var byObject = await EvaluateAsync(native, golden, golden.Query.ToRayObject(version));
            if (byObject != expected == !ledger.Has(golden.Name))
                wrong.Add($"{golden.Name} as an object: {byObject}, captured was {expected}");
            if (golden.Source is not { } source)
                continue;
            var bySource = await EvaluateAsync(native, golden, source);
            if (bySource != expected == !ledger.Has(golden.Name))
                wrong.Add($"{golden.Name} as {source}: {bySource}, captured was {expected}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The frame of the reply, then those of the globals that the query changes.</summary>
    private static async Task<string> EvaluateAsync(RayNativeRuntime native, GoldenReply golden, RayObject request)
    {
        foreach (var source in golden.Setup)
            Assert.IsNotType<RayError>(await AskAsync(native, source));
        var frames = new List<string> { Frame(native, await AskAsync(native, request)) };
        foreach (var name in golden.After.Keys)
            frames.Add(Frame(native, await AskAsync(native, name)));
        return string.Join('\n', frames);
    }

    private static async Task<RayObject> AskAsync(RayNativeRuntime native, RayObject request)
    {
        var version = native.Library.WireVersion;
        var payload = RaySerializer.SerializeFrame(request, version)[FrameHeader.Size..];
        using var reply = new PooledBuffer();
        await native.EvaluateAsync(new RayNativeRequest(payload, version), reply);
        return ReplyPayload.Read(reply.WrittenSpan, version);
    }

    private static string Frame(RayNativeRuntime native, RayObject value) =>
        Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, native.Library.WireVersion));
}
