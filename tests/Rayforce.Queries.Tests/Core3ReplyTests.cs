using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

/// <summary>
/// The queries of <c>core3/queries.jsonl</c>, answered by a native library of that core: as objects, and as the texts
/// that they print.
/// </summary>
[Collection(nameof(RayNativeRuntime))]
public sealed class Core3ReplyTests
{
    private const string Replies = "core3/query-replies.jsonl";

    private static IReadOnlyList<string> Setup => GoldenFile.Read(Replies)[0].GetTexts("setup");

    private static IEnumerable<GoldenLine> Lines => GoldenFile.Read(Replies).Skip(1);

    [Fact]
    public void Every_query_has_a_captured_reply() => Assert.Equal(
        GoldenFile.Read("core3/queries.jsonl").Select(line => line.Name).Order(StringComparer.Ordinal),
        Lines.Select(line => line.Name).Order(StringComparer.Ordinal));

    [SkippableFact]
    public async Task Native_gives_the_captured_reply_to_the_object_and_to_its_source()
    {
        await using var native = await RayNativeRuntime.CreateAsync(
            new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(NativeRayforce.Newest) });
        Skip.IfNot(
            native.Library.Version.StartsWith("3.", StringComparison.Ordinal),
            $"The library is one of core {native.Library.Version}.");
        var wrong = new List<string>();
        foreach (var line in Lines)
        {
            var item = QueryCases.Find("core3", GoldenFile.Find($"core3/queries/{line.Name}").Python!);
            var expected = item.Answer is { } answer
                ? [await EvaluateAsync(native, line, answer)]
                : Captured(line);
            await CompareAsync(item.Query.ToRayObject());
            if (item.Source is { } source)
                await CompareAsync(source);

            async Task CompareAsync(RayObject request)
            {
                var actual = await EvaluateAsync(native, line, request);
                if (!expected.Contains(actual))
                    wrong.Add($"{line.Name} as {request}: {actual}, not {string.Join(" or ", expected)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>
    /// The captured answers, each with what a table held afterwards. Where the two servers differ, the library takes
    /// the side of the WebSocket server, which evaluates in its process too, but for an empty text.
    /// </summary>
    private static List<string> Captured(GoldenLine line)
    {
        var then = Then(line).Select(each => each.Payload);
        string[] servers = ["recv", "native"];
        return
        [
            .. servers.Select(line.GetBytes)
                .OfType<byte[]>()
                .Select(frame => string.Join('\n', then.Prepend(Payload(frame)))),
        ];
    }

    /// <summary>The answer, then what a table holds.</summary>
    private static async Task<string> EvaluateAsync(RayNativeRuntime native, GoldenLine line, RayObject request)
    {
        foreach (var source in Setup)
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
                Payload(Convert.FromHexString(each.GetProperty("recv").GetString()!))))
            : [];

    private static async Task<string> AskAsync(RayNativeRuntime native, RayObject request)
    {
        var payload = RaySerializer.SerializeFrame(request)[FrameHeader.Size..];
        using var reply = new PooledBuffer();
        await native.EvaluateAsync(new RayNativeRequest(payload, WireVersion.V3), reply);
        // The binding answers an error as a text.
        return (RayType)reply.WrittenSpan[0] == RayType.Error
            && ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3) is RayError error
                ? Payload(RaySerializer.SerializeFrame($"{error.Code}: {error.Message}"))
                : Convert.ToHexStringLower(reply.WrittenSpan);
    }

    private static string Payload(byte[] frame) => Convert.ToHexStringLower(frame.AsSpan(FrameHeader.Size));
}
