using Rayforce.WebSocket;

namespace Rayforce.Docs;

/// <summary>Every snippet of the pages, compiled and run as it stands there but for the ports.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Places => [.. Page.Snippets.Keys];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task A_snippet_does_what_it_says(string place)
    {
        var snippet = Page.Snippets[place];
        await using var asked = snippet.AsksServer ? await RunningServer.StartAsync(Page.Server) : null;
        if (snippet.Endpoint is { } endpoint)
        {
            await using var server = await RunningServer.StartAsync(snippet, asked?.Ports);
            await using var connection = await RayforceClient.ConnectAsync(server.Ports.Locate(endpoint));
            Assert.Equal(3, (long)await connection.ExecuteAsync("(+ 1 2)"));
            return;
        }

        using var program = SnippetProgram.Compile(snippet, code => asked?.Ports.Locate(code) ?? code);
        await using var run = SnippetRun.Start(program);
        Assert.Equal(snippet.Output, await run.FinishAsync());
    }
}
