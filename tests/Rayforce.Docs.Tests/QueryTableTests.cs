using System.Text.RegularExpressions;

namespace Rayforce.Docs;

/// <summary>The tables of the guide to queries: what is written in C#, and the Rayfall that it sends.</summary>
public sealed partial class QueryTableTests
{
    [Fact]
    public async Task A_query_prints_what_stands_beside_it()
    {
        var rows = Page.All.Single(static page => page.Name == "docs/queries.md").Lines
            .Select(static line => Row().Match(line)).Where(static match => match.Success).ToList();
        var queries = rows.Select(static row => row.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal));
        using var program = new SnippetProgram(
            $$"""
            using Rayforce.Queries;
            using static Rayforce.Queries.Query;

            foreach (var query in new RayQuery[] {
                {{string.Join(",\n", queries)}}
            })
                Console.WriteLine(query);
            """);
        await using var run = SnippetRun.Start(program);

        Assert.NotEmpty(rows);
        Assert.Equal(rows.Select(static row => row.Groups[2].Value), await run.FinishAsync());
    }

    [GeneratedRegex(@"^\| `(.+)` \| `(.+)` \|$")]
    private static partial Regex Row();
}
