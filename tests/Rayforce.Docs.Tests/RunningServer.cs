namespace Rayforce.Docs;

/// <summary>A server that a snippet runs, and that waits there for Ctrl-C.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly SnippetProgram _program;
    private readonly SnippetRun _run;

    private RunningServer(SnippetProgram program, SnippetRun run, Ports ports)
    {
        _program = program;
        _run = run;
        Ports = ports;
    }

    public Ports Ports { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="snippet">The snippet that runs it.</param>
    /// <param name="upstream">The server that it asks, if it is a gateway.</param>
    public static async Task<RunningServer> StartAsync(Snippet snippet, Ports? upstream = null)
    {
        var program = SnippetProgram.Compile(
            snippet, code => upstream?.Locate(Ports.Free(code)) ?? Ports.Free(code));
        var run = SnippetRun.Start(program);
        try
        {
            return new RunningServer(program, run, new Ports(await run.ListenAsync(Ports.Count(snippet.Code))));
        }
        catch
        {
            await run.DisposeAsync();
            program.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        _program.Dispose();
    }
}
