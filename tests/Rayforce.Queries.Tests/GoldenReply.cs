using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A query and what native answers to it, as captured.</summary>
/// <param name="Name">The name in the capture.</param>
/// <param name="Query">The query in C#.</param>
/// <param name="Source">Its Rayfall source; a null reference where source cannot say it.</param>
/// <param name="Setup">Sources to evaluate before it.</param>
/// <param name="Request">The frame of the query.</param>
/// <param name="Reply">The frame of the answer.</param>
/// <param name="After">The frames of the globals that it changes.</param>
internal sealed record GoldenReply(
    string Name,
    RayQuery Query,
    string? Source,
    IReadOnlyList<string> Setup,
    string Request,
    string Reply,
    IReadOnlyDictionary<string, string> After)
{
    /// <summary>The name alone, so that a failed test can be read.</summary>
    public override string ToString() => Name;

    public static IReadOnlyList<GoldenReply> Read(WireVersion version)
    {
        var folder = version == WireVersion.V3 ? "wire3" : "wire1";
        var path = Path.Combine(AppContext.BaseDirectory, "golden", folder, "query-replies.jsonl");
        return [.. File.ReadLines(path).Select(line => Parse(line, version))];
    }

    private static GoldenReply Parse(string json, WireVersion version)
    {
        using var document = JsonDocument.Parse(json);
        var line = document.RootElement;
        var (query, source) = line.TryGetProperty("csharp", out var csharp)
            ? (ServerCases.Find(csharp.GetString()!), line.GetProperty("source").GetString())
            : Captured(line.GetProperty("python").GetString()!, version);
        return new GoldenReply(
            line.GetProperty("name").GetString()!,
            query,
            source,
            [.. line.GetProperty("setup").EnumerateArray().Select(setup => setup.GetString()!)],
            line.GetProperty("request").GetString()!,
            line.GetProperty("reply").GetString()!,
            line.TryGetProperty("after", out var after)
                ? after.EnumerateObject().ToDictionary(global => global.Name, global => global.Value.GetString()!)
                : new Dictionary<string, string>());
    }

    private static (RayQuery Query, string? Source) Captured(string python, WireVersion version)
    {
        var found = QueryCases.Find(version, python);
        return (found.Query, found.SourceFor(version));
    }
}
