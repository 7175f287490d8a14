using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>
/// The captured queries, answered here. What the core of wire version 1 answers otherwise is on the ledger: the
/// language is the engine's, not the client's, and objects of both generations mean what they mean in version 3.
/// </summary>
public sealed class QueryReplyTests
{
    public static TheoryData<string> Cases =>
        GoldenFile.CasesOf("wire3/query-replies.jsonl", "wire1/query-replies.jsonl");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_query_object_is_answered_with_the_bytes_of_native(string name) =>
        Ledger.EmbeddedEngine.Judge(name, FindDifference(GoldenFile.Find(name)));

    private static string? FindDifference(GoldenLine query)
    {
        var version = query.Case.StartsWith("wire3", StringComparison.Ordinal) ? WireVersion.V3 : WireVersion.V1;
        var interpreter = new RayfallInterpreter();
        foreach (var source in query.GetTexts("setup"))
            Assert.False(interpreter.Load(source).Value is RayError, source);
        var request = RaySerializer.DeserializeFrame(query.GetBytes("request")!);
        var reply = interpreter.Evaluate(request).Value;
        var expected = query.GetText("reply");
        if (Hex(reply, version) != expected)
            return $"answers {Hex(reply, version)} {(reply as RayError)?.Message}, not {expected}";
        foreach (var (name, frame) in query.GetNamedTexts("after"))
        {
            var value = interpreter.Evaluate(new RaySymbol(name)).Value;
            if (Hex(value, version) != frame)
                return $"leaves {name} as {Hex(value, version)}, not {frame}";
        }

        return null;
    }

    private static string Hex(RayObject value, WireVersion version) =>
        Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, version));
}
