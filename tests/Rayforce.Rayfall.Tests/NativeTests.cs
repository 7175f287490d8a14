using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Rayfall;

public sealed class NativeTests
{
    [Theory]
    [InlineData("golden/wire3/frames.jsonl")]
    [InlineData("Cases/literals.jsonl")]
    [InlineData("Cases/evaluation.jsonl")]
    [InlineData("Cases/builtins.jsonl")]
    [InlineData("Cases/queries.jsonl")]
    [InlineData("Cases/joins.jsonl")]
    [InlineData("Cases/arithmetic.jsonl")]
    [InlineData("Cases/expressions.jsonl")]
    public void Every_source_gives_the_frame_of_native(string path)
    {
        var interpreter = new RayfallInterpreter();
        var wrong = new List<string>();
        foreach (var line in NativeCase.Read(path).Where(line => line.Source is not null))
            Compare(line, interpreter.Evaluate(line.Source!), wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_query_object_gives_the_frame_of_native()
    {
        var frames = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden/wire3/queries.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(
                query => query.GetProperty("name").GetString()!,
                query => query.GetProperty("hex").GetString()!);
        var interpreter = new RayfallInterpreter();
        var wrong = new List<string>();
        foreach (var line in NativeCase.Read("Cases/requests.jsonl"))
        {
            var request = line.Query is null
                ? line.Source!
                : RaySerializer.DeserializeFrame(Convert.FromHexString(frames[line.Query]));
            Compare(line, interpreter.Evaluate(request), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Compare(NativeCase expected, RayfallResult result, List<string> wrong)
    {
        var error = result.Value as RayError;
        var hex = Convert.ToHexStringLower(RaySerializer.SerializeFrame(result.Value));
        // In the golden frames an error is a frame, too.
        var same = expected.Code is { } code ? error?.Code == code : hex == expected.Hex;
        if (!same)
        {
            wrong.Add(
                $"{expected.Source ?? expected.Query}: {expected.Code ?? expected.Hex} became " +
                $"{error?.Code} {error?.Message} {hex}");
        }
        else if (expected.Message is { } message && message != error?.Message)
            wrong.Add($"{expected.Source ?? expected.Query}: '{message}' became '{error?.Message}'");
        else if (expected.Output is { } output && output != result.Output)
            wrong.Add($"{expected.Source ?? expected.Query}: printed '{result.Output}', not '{output}'");
    }
}
