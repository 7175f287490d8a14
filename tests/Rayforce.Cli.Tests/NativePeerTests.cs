using Rayforce.Cli.Commands;
using Rayforce.TestServers;

namespace Rayforce.Cli.Tests;

/// <summary>The commands that ask a server, against native Rayforce.</summary>
public sealed class NativePeerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("native").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Exec_shows_results_and_what_is_printed()
    {
        await using var native = await NativeServer.StartAsync();

        var run = await CommandRun.OfAsync(
            "exec", $"rayforce://127.0.0.1:{native.Port}", "(println \"hi\")", "(table [a b] (list [1 0Nl] [1.5 0Nf]))", "--format", "csv");

        Assert.Equal((ExitCode.Success, "hi\n"), (run.ExitCode, run.Error));
        Assert.EndsWith("a,b\n1,1.5\n,\n", run.Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("csv")]
    [InlineData("arrow")]
    public async Task Rows_go_there_and_come_back(string extension)
    {
        await using var native = await NativeServer.StartAsync();
        var url = $"rayforce://127.0.0.1:{native.Port}";
        var (file, again) = (Path.Combine(_folder, "t.csv"), Path.Combine(_folder, $"u.{extension}"));
        await File.WriteAllLinesAsync(
            file, ["n,f,s,d", .. Enumerable.Range(0, 120_000).Select(static i => $"{i},{i}.5,sym{i % 7},2024-01-0{1 + i % 9}")]);

        foreach (string[] args in new string[][]
            {
                ["import", file, url, "t"], ["export", url, "t", again], ["import", again, url, "u"],
                ["import", again, url, "u"], ["import", again, url, "v"], ["import", again, url, "v", "--replace"],
            })
        {
            var run = await CommandRun.OfAsync(args);
            Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        }

        var counts = await CommandRun.OfAsync(
            "exec", url, "(count t)", "(count u)", "(count v)", "(sum (at t 'f))", "(sum (at v 'f))", "(== (at t 'd) (at v 'd))", "--limit", "1");
        Assert.Equal("120000\n240000\n120000\n7200000000.0\n7200000000.0\n[true]\n", counts.Output);
    }

    [SkippableFact]
    public async Task Somebody_works_at_a_prompt()
    {
        PseudoTerminal.Require();
        await using var native = await NativeServer.StartAsync();
        using var terminal = PseudoTerminal.Start(
            Path.Combine(_folder, "history"), "repl", $"rayforce://127.0.0.1:{native.Port}");
        await terminal.ReadAsync("\\q leaves.");

        await terminal.TypeAsync("(set prices (table [symbol price] (list [AAPL MSFT] [187.5 0Nf])))\r", "2 rows\n");
        await terminal.TypeAsync("(coun\t pric\t)\r", "\n2\n");
        await terminal.TypeAsync("(println \"hi\")\r", "\nhi\n");
        await terminal.TypeAsync("(at (select {from: prices where: (nil? pric\t)}) 'sym\tbol)\r", "\n[MSFT]\n");
        await terminal.TypeAsync("\\q\r", "\n");

        Assert.Equal(ExitCode.Success, await terminal.FinishAsync());
    }
}
