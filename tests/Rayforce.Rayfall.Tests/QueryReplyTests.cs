using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Rayfall;

public sealed class QueryReplyTests
{
    /// <summary>
    /// What the core of wire version 1 answers otherwise. The language is the engine's, not the client's: texts and
    /// objects of both generations mean what they mean in version 3.
    /// </summary>
    private static readonly Dictionary<string, string> OtherLanguage = new()
    {
        ["q13/truths"] = "a column of truth values cannot be compared with one",
        ["q22/fractions"] = "'med' takes whole numbers only",
        ["q26/fractions"] = "'/' drops the fraction",
        ["q27/fractions"] = "'/' drops the fraction",
        ["q37"] = "a column may change its type",
        ["x12"] = "a window join reads 64-bit times as 32-bit ones: all but the first row are null",
        ["x13"] = "a window join reads 64-bit times as 32-bit ones: all rows are null",
        ["x24"] = "'like' does not take symbols",
        ["x25"] = "'nil?' of a column is one truth value, no condition",
        ["x27"] = "'count' of a filtered column counts the rows of the whole table in each group",
        ["x28"] = "'/' drops the fraction",
    };

    [Theory]
    [InlineData("wire3")]
    [InlineData("wire1")]
    public void Every_query_object_is_answered_with_the_bytes_of_native(string folder)
    {
        var version = folder == "wire3" ? WireVersion.V3 : WireVersion.V1;
        var wrong = new List<string>();
        var path = Path.Combine(AppContext.BaseDirectory, "golden", folder, "query-replies.jsonl");
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var query = document.RootElement;
            var name = query.GetProperty("name").GetString()!;
            var differs = version == WireVersion.V1 && OtherLanguage.ContainsKey(name);
            var difference = Difference(query, version);
            if (differs != difference is not null)
                wrong.Add($"{name} {difference ?? "no longer differs"}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Difference(JsonElement query, WireVersion version)
    {
        var interpreter = new RayfallInterpreter();
        foreach (var source in query.GetProperty("setup").EnumerateArray())
            Assert.False(interpreter.Load(source.GetString()!).Value is RayError, source.GetString());
        var request = RaySerializer.DeserializeFrame(Convert.FromHexString(query.GetProperty("request").GetString()!));
        var reply = interpreter.Evaluate(request).Value;
        var expected = query.GetProperty("reply").GetString()!;
        if (Hex(reply, version) != expected)
            return $"answers {Hex(reply, version)} {(reply as RayError)?.Message}, not {expected}";
        if (!query.TryGetProperty("after", out var after))
            return null;
        foreach (var global in after.EnumerateObject())
        {
            var value = interpreter.Evaluate(new RaySymbol(global.Name)).Value;
            if (Hex(value, version) != global.Value.GetString())
                return $"leaves {global.Name} as {Hex(value, version)}, not {global.Value.GetString()}";
        }

        return null;
    }

    private static string Hex(RayObject value, WireVersion version) =>
        Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, version));
}
