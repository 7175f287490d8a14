using Rayforce.Ipc;
using Rayforce.Native;

namespace Rayforce.Queries.Tests;

/// <summary>
/// Every query with a captured reply, answered by the native library of its generation: as an object, and as the text
/// that it prints.
/// </summary>
/// <remarks>A process has one runtime: the tests that start one take turns.</remarks>
[Collection(nameof(RayNativeRuntime))]
public sealed class NativeReplyTests
{
    [SkippableTheory]
    [InlineData(WireVersion.V3, RayNativeOptions.LibraryVariable)]
    [InlineData(WireVersion.V1, RayNativeOptions.LibraryVariableWire1)]
    public async Task Native_gives_the_captured_reply_to_the_object_and_to_its_source(
        WireVersion version, string variable)
    {
        Skip.If(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)), $"{variable} is not set.");
        await using var native = await RayNativeRuntime.CreateAsync(new RayNativeOptions { WireVersion = version });
        var wrong = new List<string>();
        foreach (var golden in GoldenReply.Read(version))
        {
            var expected = string.Join('\n', golden.After.Values.Prepend(golden.Reply));
            var byObject = await EvaluateAsync(native, golden, golden.Query.ToRayObject(version));
            if (byObject != expected)
                wrong.Add($"{golden.Name} as an object: {byObject}, not {expected}");
            if (golden.Source is not { } source)
                continue;
            var bySource = await EvaluateAsync(native, golden, source);
            if (bySource != expected)
                wrong.Add($"{golden.Name} as {source}: {bySource}, not {expected}");
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
