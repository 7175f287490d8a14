using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>What native 3.0.1 answers to sources and to query objects, line after line in one environment.</summary>
public sealed class NativeTests
{
    private static readonly string[] Paths =
    [
        "rayfall/literals.jsonl", "rayfall/evaluation.jsonl", "rayfall/builtins.jsonl", "rayfall/queries.jsonl",
        "rayfall/joins.jsonl", "rayfall/arithmetic.jsonl", "rayfall/expressions.jsonl", "rayfall/requests.jsonl", "rayfall/slips.jsonl",
        "cases/engine.jsonl", "cases/reports.jsonl",
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

    private static string? Compare(GoldenLine line, RayfallResult result)
    {
        var request = line.Source ?? line.GetText("query");
        var error = result.Value as RayError;
        var hex = Convert.ToHexStringLower(RaySerializer.SerializeFrame(result.Value));
        // In the golden frames an error is a frame, too.
        var isSame = line.Code is { } code ? error?.Code == code : hex == line.GetText("hex");
        if (!isSame)
            return $"{request}: {line.Code ?? line.GetText("hex")} became {error?.Code} {error?.Message} {hex}";
        if (line.GetText("message") is { } message && message != error?.Message)
            return $"{request}: '{message}' became '{error?.Message}'";
        if (line.GetText("output") is { } output && output != result.Output)
            return $"{request}: printed '{result.Output}', not '{output}'";
        return null;
    }
}
