using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

/// <summary>
/// Every query with a captured reply, answered by the native library of its generation: as an object, and as the text
/// that it prints. Values are compared, not bytes: one core marks a vector as one that may have nulls where another
/// does not.
/// </summary>
/// <remarks>A process has one runtime: the tests that start one take turns.</remarks>
[Collection(nameof(RayNativeRuntime))]
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
            var expected = new RayList([
                .. golden.After.Values.Prepend(golden.Reply)
                    .Select(frame => RaySerializer.DeserializeFrame(Convert.FromHexString(frame))),
            ]);
            var byObject = await EvaluateAsync(native, golden, golden.Query.ToRayObject(version));
            if (byObject.Equals(expected) == ledger.Has(golden.Name))
                wrong.Add($"{golden.Name} as an object: {byObject}, captured was {expected}");
            if (golden.Source is not { } source)
                continue;
            var bySource = await EvaluateAsync(native, golden, source);
            if (bySource.Equals(expected) == ledger.Has(golden.Name))
                wrong.Add($"{golden.Name} as {source}: {bySource}, captured was {expected}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The reply, then the globals that the query changes.</summary>
    private static async Task<RayList> EvaluateAsync(RayNativeRuntime native, GoldenReply golden, RayObject request)
    {
        foreach (var source in golden.Setup)
            Assert.IsNotType<RayError>(await AskAsync(native, source));
        var values = new List<RayObject> { AsSent(native, await AskAsync(native, request)) };
        foreach (var name in golden.After.Keys)
            values.Add(AsSent(native, await AskAsync(native, name)));
        return new RayList([.. values]);
    }

    private static async Task<RayObject> AskAsync(RayNativeRuntime native, RayObject request)
    {
        var version = native.Library.WireVersion;
        var payload = RaySerializer.SerializeFrame(request, version)[FrameHeader.Size..];
        using var reply = new PooledBuffer();
        await native.EvaluateAsync(new RayNativeRequest(payload, version), reply);
        return ReplyPayload.Read(reply.WrittenSpan, version);
    }

    /// <summary>What a client gets: an error loses its message on the way.</summary>
    private static RayObject AsSent(RayNativeRuntime native, RayObject value) =>
        RaySerializer.DeserializeFrame(RaySerializer.SerializeFrame(value, native.Library.WireVersion));
}
