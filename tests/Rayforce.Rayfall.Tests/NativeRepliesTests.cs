using System.Text;
using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Rayfall.Tests;

/// <summary>
/// What native 3.0.1 answered: a line has the source under <c>rayfall</c> and either the answer's bytes, without a
/// header, under <c>reply</c>, or the error's code under <c>code</c>; what was printed, where something was, under
/// <c>output</c>. The lines of a file are evaluated one after another by one interpreter.
/// </summary>
public class NativeRepliesTests
{
    [Theory]
    [InlineData("parsing")]
    [InlineData("collections")]
    [InlineData("higher-order")]
    [InlineData("texts")]
    [InlineData("printing")]
    [InlineData("evaluation")]
    [InlineData("select")]
    [InlineData("changes")]
    [InlineData("queries")]
    [InlineData("system-and-windows")]
    [InlineData("choices-and-marks")]
    [InlineData("themes")]
    public void Source_is_answered_as_native_answers_it(string name)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxConcurrency = 2 });
        var path = Path.Combine(AppContext.BaseDirectory, "golden", "engine", name + ".jsonl");
        var differences = new List<string>();
        foreach (var text in File.ReadLines(path))
        {
            using var line = JsonDocument.Parse(text);
            var source = line.RootElement.GetProperty("rayfall").GetString()!;
            var expected = Expected(line.RootElement);
            var result = interpreter.Evaluate(new RayString(source));
            var given = Given(result.Value)
                + (line.RootElement.TryGetProperty("output", out _) ? " " + HexOf(result.Output) : "");
            if (given != expected)
                differences.Add($"{source}\n  expected {expected}\n  given    {given}");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
    }

    private static string Expected(JsonElement line)
    {
        var reply = line.TryGetProperty("reply", out var bytes)
            ? bytes.GetString()
            : "error " + line.GetProperty("code").GetString();
        return line.TryGetProperty("output", out var output) ? $"{reply} {HexOf(output.GetString()!)}" : reply!;
    }

    private static string Given(RayObject value) => value is RayError error
        ? "error " + error.Code
        : Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, WireVersion.V3).AsSpan(16));

    private static string HexOf(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
