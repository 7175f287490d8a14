using System.Text.Json;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>
/// What native 3.0.1 answered, in files of <c>tests/golden/engine</c>: a line has the source under <c>rayfall</c> and
/// either the bytes of the answer, without their header, under <c>reply</c> or the error's code under <c>code</c>.
/// </summary>
internal static class GoldenReplies
{
    /// <summary>Asks every source of a file, and lists those that are answered otherwise.</summary>
    public static IEnumerable<string> Differences(string file)
    {
        var interpreter = new RayfallInterpreter();
        foreach (var text in File.ReadLines(GoldenFile.Locate("engine/" + file)))
        {
            using var line = JsonDocument.Parse(text);
            var source = line.RootElement.GetProperty("rayfall").GetString()!;
            var expected = line.RootElement.TryGetProperty("reply", out var reply)
                ? reply.GetString()!
                : "error " + line.RootElement.GetProperty("code").GetString();
            var value = interpreter.Evaluate(new RayString(source)).Value;
            var given = value is RayError error
                ? "error " + error.Code
                : Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, WireVersion.V3).AsSpan(16));
            if (given != expected)
                yield return $"{source}\n  expected {expected}\n  given    {given}";
        }
    }
}
