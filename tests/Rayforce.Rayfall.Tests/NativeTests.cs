using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

public sealed class NativeTests
{
    private static readonly string[] Paths =
    [
        "rayfall/literals.jsonl", "rayfall/evaluation.jsonl", "rayfall/builtins.jsonl", "rayfall/queries.jsonl",
        "rayfall/joins.jsonl", "rayfall/arithmetic.jsonl", "rayfall/expressions.jsonl", "rayfall/requests.jsonl",
    ];

    /// <summary>The sources and query objects that native has answered.</summary>
    public static TheoryData<string> Cases => GoldenFile.CasesOf(Paths);

    /// <summary>The sources from which frames were captured.</summary>
    public static TheoryData<string> FrameCases =>
        [.. GoldenFile.Read("wire3/frames.jsonl").Where(line => line.Source is not null).Select(line => line.Case)];

    [Theory]
    [MemberData(nameof(FrameCases))]
    [MemberData(nameof(Cases))]
    public void A_request_gives_the_frame_of_native(string name)
    {
        var line = GoldenFile.Find(name);
        Ledger.EmbeddedEngine.Judge(name, Compare(line, CapturedFile.ResultOf(line)));
    }

    /// <summary>
    /// This engine is that of core 2.5.12; what its codec marks as null is what 3.0.1 marks. So it gives the frame of
    /// either.
    /// </summary>
    private static string? Compare(GoldenLine line, RayfallResult result) =>
        ReferenceEquals(line.Older, line) ? Compare(line, line, result)
        : Compare(line, line.Older, result) is null ? null
        : Compare(line, line, result);

    private static string? Compare(GoldenLine line, GoldenLine expected, RayfallResult result)
    {
        var request = line.Source ?? line.GetText("query");
        var error = result.Value as RayError;
        var hex = Convert.ToHexStringLower(RaySerializer.SerializeFrame(result.Value));
        // In the golden frames an error is a frame, too.
        var isSame = expected.Code is { } code ? error?.Code == code : hex == expected.GetText("hex");
        if (!isSame)
        {
            return $"{request}: {expected.Code ?? expected.GetText("hex")} became {error?.Code} {error?.Message} {hex}";
        }

        if (expected.GetText("message") is { } message && message != error?.Message)
            return $"{request}: '{message}' became '{error?.Message}'";
        if (expected.GetText("output") is { } output && output != result.Output)
            return $"{request}: printed '{result.Output}', not '{output}'";
        return null;
    }
}
