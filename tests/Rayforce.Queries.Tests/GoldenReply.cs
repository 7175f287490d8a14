using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

/// <summary>A query and what native answers to it, as captured.</summary>
/// <param name="Name">The case.</param>
/// <param name="Version">The wire version of the frames.</param>
/// <param name="Query">The query in C#.</param>
/// <param name="Source">Its Rayfall source; a null reference where source cannot say it.</param>
/// <param name="Setup">Sources to evaluate before it.</param>
/// <param name="Request">The frame of the query.</param>
/// <param name="Reply">The frame of the answer.</param>
/// <param name="After">The frames of the globals that it changes.</param>
internal sealed record GoldenReply(
    string Name,
    WireVersion Version,
    RayQuery Query,
    string? Source,
    IReadOnlyList<string> Setup,
    string Request,
    string Reply,
    IReadOnlyDictionary<string, string> After)
{
    public static IReadOnlyList<GoldenReply> Read(WireVersion version) =>
        [.. GoldenFile.Read($"wire{(int)version}/query-replies.jsonl").Select(line => Parse(line, version))];

    public static GoldenReply Find(string name) =>
        Parse(GoldenFile.Find(name), (WireVersion)(name.StartsWith("wire1", StringComparison.Ordinal) ? 1 : 3));

    private static GoldenReply Parse(GoldenLine line, WireVersion version)
    {
        var (query, source) = line.GetText("csharp") is { } csharp
            ? (ServerCases.Find(csharp), line.GetText("source"))
            : Captured(line.Python!, version);
        return new GoldenReply(
            line.Case,
            version,
            query,
            source,
            line.GetTexts("setup"),
            line.GetText("request")!,
            line.GetText("reply")!,
            line.GetNamedTexts("after"));
    }

    private static (RayQuery Query, string? Source) Captured(string python, WireVersion version)
    {
        var found = QueryCases.Find($"wire{(int)version}", python);
        return (found.Query, found.SourceFor(version));
    }
}
