using System.Text;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>
/// The queries that rayforce-py 2.4.0 sends, each after the sources of the file's first line, and what a table holds
/// afterwards. Where the servers of the binding and of the core answer differently, either answer is right.
/// </summary>
public sealed class Core3ReplyTests
{
    private const string Replies = "core3/query-replies.jsonl";

    private static readonly IReadOnlyList<string> Setup = GoldenFile.Read(Replies)[0].GetTexts("setup");

    public static TheoryData<string> Cases => [.. GoldenFile.Read(Replies).Skip(1).Select(line => line.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_query_object_is_answered_with_the_bytes_of_native(string name) =>
        Ledger.EmbeddedEngine.Judge(name, FindDifference(GoldenFile.Find(name)));

    private static string? FindDifference(GoldenLine query)
    {
        var interpreter = new RayfallInterpreter();
        foreach (var source in Setup)
            Assert.False(interpreter.Load(source).Value is RayError, source);
        string[] expected = [.. new[] { "recv", "native" }.Select(query.GetBytes).OfType<byte[]>().Select(Answer)];
        var answer = Answer(interpreter.Evaluate(RaySerializer.DeserializeFrame(query.GetBytes("send")!)).Value);
        if (!expected.Contains(answer))
            return $"answers {answer}, not {string.Join(" or ", expected)}";
        if (!query.Json.TryGetProperty("then", out var then))
            return null;
        foreach (var each in then.EnumerateArray())
        {
            var source = each.GetProperty("rayfall").GetString()!;
            var held = Answer(Convert.FromHexString(each.GetProperty("recv").GetString()!));
            var holds = Answer(interpreter.Evaluate(new RayString(source)).Value);
            if (held != holds)
                return $"leaves {source} as {holds}, not {held}";
        }

        return null;
    }

    private static string Answer(RayObject value) => value is RayError error
        ? "error " + error.Code
        : Convert.ToHexStringLower(RaySerializer.SerializeFrame(value).AsSpan(FrameHeader.Size));

    /// <summary>The payload of a frame, or the code of an error: the binding answers one as a text.</summary>
    private static string Answer(byte[] frame)
    {
        if ((RayType)frame[FrameHeader.Size] == RayType.Error)
            return Answer(RaySerializer.DeserializeFrame(frame));
        const int textStart = FrameHeader.Size + 10;
        return frame.Length > textStart && Encoding.UTF8.GetString(frame, textStart, frame.Length - textStart)
            .Split(": ", 2) is [var code, _] && ErrorCodes.Contains(code)
                ? "error " + code
                : Convert.ToHexStringLower(frame.AsSpan(FrameHeader.Size));
    }

    private static readonly string[] ErrorCodes = ["domain", "name", "parse", "schema", "type"];
}
