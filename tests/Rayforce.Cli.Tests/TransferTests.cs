using Apache.Arrow.Ipc;
using Rayforce.Arrow;
using Rayforce.Cli.Commands;
using Rayforce.Server;

namespace Rayforce.Cli.Tests;

/// <summary>Files into tables, and tables into files.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private const string Table =
        "(table [sym n f d p s] (list [a ' b] [1 0Nl 3] [1.5 2.0 0Nf] [2024.01.02 0Nd 2024.01.03] " +
        "[2024.01.02D09:30:00.000000001 0Np 2024.01.03D00:00:00.000000000] ['x 'y 'z]))";

    private readonly string _folder = Directory.CreateTempSubdirectory("transfer").FullName;
    private readonly WSServer _server = new(0, new WSServerOptions { Host = "127.0.0.1" });

    private string Url => $"127.0.0.1:{_server.Port}";

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.arrow")]
    public async Task What_was_exported_is_imported_again(string name)
    {
        await EvaluateAsync($"(set t {Table})");

        var export = await CommandRun.OfAsync("export", Url, "t", PathOf(name));
        var import = await CommandRun.OfAsync("import", PathOf(name), Url, "u");

        Assert.Equal((ExitCode.Success, ""), (export.ExitCode, export.Error));
        Assert.Equal((ExitCode.Success, ""), (import.ExitCode, import.Error));
        Assert.Matches("^3 rows in [0-9.]+ s, [0-9]+ rows/s\n$", export.Output);
        Assert.Matches("^3 rows in [0-9.]+ s, [0-9]+ rows/s\n$", import.Output);
        Assert.Equal("true\n", await EvaluateAsync("(== (format \"%\" t) (format \"%\" u))"));
        Assert.Equal(await EvaluateAsync("t"), await EvaluateAsync("u"));
        Assert.Equal([name], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Rows_are_added_to_a_table_that_is_there_or_replace_it()
    {
        await File.WriteAllTextAsync(PathOf("t.csv"), "a,b\n1,x\n2,y\n");
        foreach (var (args, count) in new[] { (Array.Empty<string>(), "2"), ([], "4"), (["--replace"], "2") })
        {
            var run = await CommandRun.OfAsync(["import", PathOf("t.csv"), Url, "t", .. args]);

            Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
            Assert.Equal($"{count}\n", await EvaluateAsync("(count t)"));
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("arrow")]
    [InlineData("ndjson")]
    public async Task Many_rows_go_in_parts(string extension)
    {
        const int rows = 230_001;
        await EvaluateAsync($"(set t (table [n s] (list (til {rows}) (take ['a 'b 'c] {rows}))))");
        var file = PathOf($"t.{extension}");

        Assert.Equal(ExitCode.Success, (await CommandRun.OfAsync("export", Url, "t", file)).ExitCode);
        if (extension == "ndjson")
        {
            Assert.Equal(rows, File.ReadLines(file).Count());
            Assert.Equal("{\"n\":230000,\"s\":\"c\"}", File.ReadLines(file).Last());
            return;
        }

        Assert.Equal(ExitCode.Success, (await CommandRun.OfAsync("import", file, Url, "u")).ExitCode);
        Assert.Equal("true\n", await EvaluateAsync("(all (== (at t 'n) (at u 'n)))"));
        Assert.Equal("true\n", await EvaluateAsync("(all (== (at t 's) (at u 's)))"));
    }

    [Fact]
    public async Task An_expression_is_exported()
    {
        await EvaluateAsync($"(set t {Table})");

        var run = await CommandRun.OfAsync("export", Url, "(select {from: t n: n where: (> n 1)})", PathOf("t.csv"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal("n\n3\n", await File.ReadAllTextAsync(PathOf("t.csv")));
    }

    [Fact]
    public async Task A_table_without_rows_is_a_table_still()
    {
        await EvaluateAsync("(set t (table [a b] (list [] (as 'STR []))))");
        foreach (var name in new[] { "t.csv", "t.arrow" })
        {
            Assert.Equal(ExitCode.Success, (await CommandRun.OfAsync("export", Url, "t", PathOf(name))).ExitCode);
            Assert.Equal(ExitCode.Success, (await CommandRun.OfAsync("import", PathOf(name), Url, "u", "--replace")).ExitCode);
            Assert.Equal("[a b]\n", await EvaluateAsync("(key u)"));
            Assert.Equal("0\n", await EvaluateAsync("(count u)"));
        }
    }

    [Fact]
    public async Task Arrows_file_format_is_imported_too()
    {
        var table = new RayTable(new RaySymbolVector("a"), new RayList(new RayVector<long>(1, 2)));
        await using (var stream = File.Create(PathOf("t.feather")))
        {
            using var batch = table.ToRecordBatch();
            using var writer = new ArrowFileWriter(stream, batch.Schema);
            await writer.WriteRecordBatchAsync(batch);
            await writer.WriteEndAsync();
        }

        Assert.Equal(ExitCode.Success, (await CommandRun.OfAsync("import", PathOf("t.feather"), Url, "t")).ExitCode);
        Assert.Equal("[1 2]\n", await EvaluateAsync("(at t 'a)"));
    }

    [Theory]
    [InlineData("import", "/no/such/file.csv", "URL", "t")]
    [InlineData("import", "damaged.arrow", "URL", "t")]
    [InlineData("import", "empty.csv", "URL", "t")]
    [InlineData("import", "t.parquet", "URL", "t")]
    [InlineData("import", "t.csv", "127.0.0.1:1", "t")]
    [InlineData("export", "URL", "t", "/no/such/folder/t.csv")]
    [InlineData("export", "URL", "t", "t.xlsx")]
    [InlineData("export", "127.0.0.1:1", "t", "t.csv")]
    public async Task What_cannot_be_done_is_told_in_a_line(params string[] args)
    {
        await EvaluateAsync($"(set t {Table})");
        await File.WriteAllTextAsync(PathOf("t.csv"), "a\n1\n");
        await File.WriteAllTextAsync(PathOf("t.parquet"), "PAR1");
        await File.WriteAllTextAsync(PathOf("empty.csv"), "");
        await File.WriteAllTextAsync(PathOf("damaged.arrow"), "ARROW1 and no more of it, but longer than a head has to be");

        var run = await CommandRun.OfAsync([.. args.Select(arg =>
            arg == "URL" ? Url : arg.Contains('.', StringComparison.Ordinal) && arg[0] is not ('/' or '1') ? PathOf(arg) : arg)]);

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(".part", string.Join(' ', Directory.GetFiles(_folder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", "URL", "nothing", "t.csv")]
    [InlineData("export", "URL", "(nothing)", "t.csv")]
    [InlineData("export", "URL", "(+ 1 2)", "t.csv")]
    [InlineData("import", "other.csv", "URL", "t")]
    public async Task What_the_server_refuses_is_a_bad_answer(params string[] args)
    {
        await EvaluateAsync($"(set t {Table})");
        await File.WriteAllTextAsync(PathOf("other.csv"), "a\n1\n");

        var run = await CommandRun.OfAsync([.. args.Select(arg =>
            arg == "URL" ? Url : arg.EndsWith(".csv", StringComparison.Ordinal) ? PathOf(arg) : arg)]);

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private async Task<string> EvaluateAsync(string source)
    {
        var run = await CommandRun.OfAsync("exec", Url, source, "--format", "rayfall");
        Assert.Equal("", run.Error);
        return run.Output;
    }
}
