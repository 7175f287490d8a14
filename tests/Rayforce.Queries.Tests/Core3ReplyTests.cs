using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

/// <summary>
/// The queries of <c>core3/queries.jsonl</c>, answered by a native library of that core: as objects, and as the texts
/// that they print.
/// </summary>
public sealed class Core3ReplyTests
{
    private const string Replies = "core3/query-replies.jsonl";

    private static IEnumerable<GoldenLine> Lines => GoldenFile.Read(Replies).Skip(1);

    [Fact]
    public void Every_query_has_a_captured_reply() => Assert.Equal(
        GoldenFile.Read("core3/queries.jsonl").Select(line => line.Name).Order(StringComparer.Ordinal),
        Lines.Select(line => line.Name).Order(StringComparer.Ordinal));

    [SkippableFact]
    public async Task Native_gives_the_captured_reply_to_the_object_and_to_its_source()
    {
        Skip.If(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable(RayNativeOptions.LibraryVariable)),
            $"{RayNativeOptions.LibraryVariable} is not set.");
        await using var native = await RayNativeRuntime.CreateAsync(
            new RayNativeOptions { WireVersion = WireVersion.V3 });
        Skip.IfNot(
            native.Library.Version.StartsWith("3.", StringComparison.Ordinal),
            $"The library is one of core {native.Library.Version}.");
        var wrong = new List<string>();
        foreach (var line in Lines)
        {
            var item = QueryCases.Find("core3", GoldenFile.Find($"core3/queries/{line.Name}").Python!);
            var expected = await ExpectedAsync(native, line, item);
            await CompareAsync(item.Query.ToRayObject(), "the object");
            if (item.Source is { } source)
                await CompareAsync(source, source);

            async Task CompareAsync(RayObject request, string said)
            {
                var actual = await EvaluateAsync(native, line, request);
                if (actual != expected)
                    wrong.Add($"{line.Name}, {said}: {actual}, not {expected}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The captured answer, and what a table held afterwards; where ours is another query, its value.</summary>
    private static async Task<string> ExpectedAsync(RayNativeRuntime native, GoldenLine line, QueryCase item)
    {
        if (item.Answer is { } answer)
            return await EvaluateAsync(native, line, answer);
        var reply = line.GetBytes("native") ?? line.GetBytes("recv")!;
        return string.Join('\n', Then(line).Select(then => then.Payload).Prepend(Hex(reply)));
    }

    private static async Task<string> EvaluateAsync(RayNativeRuntime native, GoldenLine line, RayObject request)
    {
        foreach (var source in GoldenFile.Read(Replies)[0].GetTexts("setup"))
            await AskAsync(native, source);
        var payloads = new List<string> { await AskAsync(native, request) };
        foreach (var (rayfall, _) in Then(line))
            payloads.Add(await AskAsync(native, rayfall));
        return string.Join('\n', payloads);
    }

    private static IEnumerable<(string Rayfall, string Payload)> Then(GoldenLine line) =>
        line.Json.TryGetProperty("then", out var then)
            ? then.EnumerateArray().Select(each => (
                each.GetProperty("rayfall").GetString()!,
                Hex(Convert.FromHexString(each.GetProperty("recv").GetString()!))))
            : [];

    private static async Task<string> AskAsync(RayNativeRuntime native, RayObject request)
    {
        var payload = RaySerializer.SerializeFrame(request)[FrameHeader.Size..];
        using var reply = new PooledBuffer();
        await native.EvaluateAsync(new RayNativeRequest(payload, WireVersion.V3), reply);
        return Convert.ToHexStringLower(reply.WrittenSpan);
    }

    private static string Hex(byte[] frame) => Convert.ToHexStringLower(frame.AsSpan(FrameHeader.Size));
}
