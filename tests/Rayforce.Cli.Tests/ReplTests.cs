using Rayforce.Cli.Commands;
using Rayforce.Server;

namespace Rayforce.Cli.Tests;

/// <summary>The prompt, in a pseudo-terminal and without one.</summary>
public sealed class ReplTests : IAsyncLifetime
{
    private const string Hello = "\\q leaves.";

    private readonly string _history = Path.GetTempFileName();
    private readonly WSServer _server = new(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_history);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("repl")]
    [InlineData("repl ws")]
    [InlineData("repl rayforce")]
    public async Task Somebody_works_at_a_prompt(string command)
    {
        PseudoTerminal.Require();
        using var terminal = PseudoTerminal.Start(_history, Complete(command));
        await terminal.ReadAsync(Hello);

        // A result, what is printed, an error, and several lines while a bracket is open.
        await terminal.TypeAsync("(+ 40 2)\r", "\n42\n");
        await terminal.TypeAsync("(println \"hi\")\r", "\nhi\n");
        await terminal.TypeAsync("(+ 1 'a)\r", "\ntype");
        await terminal.TypeAsync("(+ 40\r3)\r", "\n43\n");

        // A builtin, a global and a column are completed.
        await terminal.TypeAsync("(set prices (table [symbol price] (list [AAPL MSFT] [187.5 0Nf])))\r", "2 rows\n");
        await terminal.TypeAsync("(coun\t pric\t)\r", "\n2\n");
        await terminal.TypeAsync("(at (select {from: prices where: (nil? pric\t)}) 'sym\t", "'sym");
        await terminal.TypeAsync("bol)\r", "\n[MSFT]\n> ");

        // Ctrl-C gives up what is typed and what is evaluated, and nothing more.
        await terminal.TypeAsync("(+ 1\u0003", "> ");
        await terminal.TypeAsync("(while true 1)\r", "1)\n");
        await Task.Delay(300);
        await terminal.TypeAsync("\u0003", "Given up.");
        await terminal.TypeAsync("(+ 40 4)\r", "\n44\n");

        // A table that does not fit is paged.
        await terminal.TypeAsync("(table [n] (list (til 100)))\r", "rows 1 to 16 of 100");
        await terminal.TypeAsync(" ", "rows 17 to 32 of 100");
        await terminal.TypeAsync("G", "rows 85 to 100 of 100");
        await terminal.TypeAsync("g", "rows 1 to 16 of 100");
        await terminal.TypeAsync("q", "> ");

        await terminal.TypeAsync("\\t\r", "Times are shown.");
        await terminal.TypeAsync("(+ 40 5)\r", " ms\n");
        await terminal.TypeAsync(
            "\\e (select {from: prices})\r",
            command == "repl rayforce" ? "does not say how it evaluates" : "select from 2 rows of 2 columns");
        await terminal.TypeAsync("\\h\r", "completes a name");
        await terminal.TypeAsync("\\x\r", "There is no \\x");
        await terminal.TypeAsync("\u001b[A\u001b[A\u001b[A\u001b[A\r", " ms\n");
        await terminal.TypeAsync("\\q\r", "\n");
        Assert.Equal(ExitCode.Success, await terminal.FinishAsync());
        Assert.Contains("(+ 40\\n3)", await File.ReadAllLinesAsync(_history));
    }

    [SkippableFact]
    public async Task A_server_that_comes_back_is_asked_again()
    {
        PseudoTerminal.Require();
        using var terminal = PseudoTerminal.Start(_history, "repl", $"127.0.0.1:{_server.Port}");
        await terminal.ReadAsync(Hello);
        var port = _server.Port;
        await _server.StopAsync();

        await terminal.TypeAsync("(+ 1 1)\r", "127.0.0.1");
        await using var again = new WSServer(port, new WSServerOptions { Host = "127.0.0.1" });
        await again.StartAsync();
        await terminal.TypeAsync("(+ 40 2)\r", "\n42\n");
        await terminal.TypeAsync("\u0004", "\n");

        Assert.Equal(ExitCode.Success, await terminal.FinishAsync());
    }

    [Theory]
    [InlineData("repl")]
    [InlineData("repl ws")]
    public async Task Input_that_nobody_types_is_evaluated_without_a_prompt(string command)
    {
        var run = await CommandRun.WithLinesAsync(
            ["; nothing", "(set x", "  40)", "", "(println \"hi\")", "(+ x 'a)", "(+ x 2)", "\"a", "b\"", "null"], Complete(command));

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal("40\nhi\n42\n\"a\\nb\"\n", run.Output);
        Assert.StartsWith("type: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_alone_is_a_prompt_only_at_a_terminal()
    {
        var run = await CommandRun.OfAsync();

        Assert.Equal(new CommandRun(ExitCode.Trouble, "", "There is no command: rayforce --help lists them.\n"), run);
    }

    [Fact]
    public async Task The_embedded_engine_reads_files_of_the_folder_that_is_granted()
    {
        var folder = Directory.CreateTempSubdirectory("granted").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "t.csv"), "a,b\n1,x\n");

            var granted = await CommandRun.WithLinesAsync(["(count (read-csv \"t.csv\"))"], "repl", "--files", folder);
            var refused = await CommandRun.WithLinesAsync(["(count (read-csv \"t.csv\"))"], "repl");

            Assert.Equal(new CommandRun(ExitCode.Success, "1\n", ""), granted);
            Assert.Equal(ExitCode.Failure, refused.ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string[] Complete(string command) => [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch
    {
        "ws" => $"127.0.0.1:{_server.Port}",
        "rayforce" => $"rayforce://127.0.0.1:{_server.TcpPort}",
        _ => word,
    })];
}
