using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>One captured query: the Python expression and the frame that the binding sends for it.</summary>
internal sealed record GoldenQuery(string Name, string Python, string Frame)
{
    public static IReadOnlyList<GoldenQuery> Read(WireVersion version)
    {
        var file = Path.Combine(
            AppContext.BaseDirectory, "golden", version == WireVersion.V3 ? "wire3" : "wire1", "queries.jsonl");
        return [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Parse)];
    }

    private static GoldenQuery Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new GoldenQuery(Text("name"), Text("python"), Text("hex"));

        string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
    }
}
