using System.Text.Json;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Queries;

/// <summary>Every captured query, evaluated once as an object and once as the text that it prints.</summary>
public class SourceResultTests
{
    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var query in GoldenQuery.Read(WireVersion.V3).Where(query => CaseOf(query)?.Source is not null))
            names.Add(query.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_source_gives_the_result_of_the_object(string name)
    {
        var query = CaseOf(GoldenQuery.Read(WireVersion.V3).Single(query => query.Name == name))!.Query;

        var (reply, trades) = Evaluate(name, query.ToRayObject());
        var (replyToSource, tradesAfterSource) = Evaluate(name, new RayString(query.ToString()));

        Assert.Equal(Frame(reply), Frame(replyToSource));
        Assert.Equal(Frame(trades), Frame(tradesAfterSource));
    }

    private static (RayObject Reply, RayObject Trades) Evaluate(string name, RayObject request)
    {
        var interpreter = new RayfallInterpreter();
        foreach (var source in Setup(name))
            Assert.IsNotType<RayError>(interpreter.Load(source).Value);
        return (interpreter.Evaluate(request).Value, interpreter.Evaluate(new RaySymbol("trades")).Value);
    }

    private static IEnumerable<string> Setup(string name)
    {
        var replies = Path.Combine(AppContext.BaseDirectory, "golden", "wire3", "query-replies.jsonl");
        var line = File.ReadLines(replies).Single(
            line => line.Contains($"\"name\": \"{name}\"", StringComparison.Ordinal));
        using var document = JsonDocument.Parse(line);
        return [.. document.RootElement.GetProperty("setup").EnumerateArray().Select(source => source.GetString()!)];
    }

    private static QueryCase? CaseOf(GoldenQuery golden) =>
        SelectCases.All.Concat(ChangeCases.All).Concat(OtherCases.All)
            .FirstOrDefault(item => item.Python == golden.Python);

    private static string Frame(RayObject value) => Convert.ToHexStringLower(RaySerializer.SerializeFrame(value));
}
