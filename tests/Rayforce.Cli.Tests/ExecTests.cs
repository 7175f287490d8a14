using System.Net;
using System.Net.Sockets;
using Rayforce.Cli.Commands;
using Rayforce.Ipc;
using Rayforce.Server;

namespace Rayforce.Cli.Tests;

public sealed class ExecTests : IAsyncLifetime
{
    private readonly WSServer _server =
        new(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0, Password = "secret word" });

    private string Url => $"ws://me:secret%20word@127.0.0.1:{_server.Port}";

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Results_are_printed_as_rayfall_in_order()
    {
        var run = await CommandRun.OfAsync("exec", Url, "(set x 40)", "(+ x 2)", "[1 2 3]", "\"text\"");

        Assert.Equal(new CommandRun(ExitCode.Success, "40\n42\n[1 2 3]\n\"text\"\n", ""), run);
    }

    [Fact]
    public async Task A_url_without_a_scheme_is_one_of_a_web_socket()
    {
        var run = await CommandRun.OfAsync("exec", Url.Replace("ws://", "", StringComparison.Ordinal), "(+ 1 2)");

        Assert.Equal(new CommandRun(ExitCode.Success, "3\n", ""), run);
    }

    [Fact]
    public async Task A_url_of_tcp_reaches_the_same_server()
    {
        var url = $"rayforce://me:secret%20word@127.0.0.1:{_server.TcpPort}";
        var run = await CommandRun.OfAsync("exec", url, "(+ 1 2)", "--hex");

        Assert.Equal(
            new CommandRun(ExitCode.Success, "fadeface030000020a00000000000000fb000300000000000000\n", ""), run);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("rayforce")]
    public async Task Sources_in_SQL_are_translated_and_run_in_order(string scheme)
    {
        var port = scheme == "ws" ? _server.Port : _server.TcpPort;
        var url = $"{scheme}://me:secret%20word@127.0.0.1:{port}";
        await CommandRun.OfAsync("exec", url, "(set t (table [k v] (list ['a 'b 'a] [1 2 3])))");

        var run = await CommandRun.OfAsync(
            "exec", "--sql", "--format", "csv", url,
            "INSERT INTO t (k, v) VALUES ('c', 9)",
            "SELECT k, sum(v) AS s FROM t GROUP BY k HAVING sum(v) > 2 ORDER BY s DESC",
            "SELECT 1 + 2 AS three");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.EndsWith("k,s\nc,9\na,4\nthree\n3\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("SELEKT 1", "line 1")]
    [InlineData("SELECT k\nFROM t WINDOW w", "line 2")]
    [InlineData("SELECT nosuch FROM t", "nosuch")]
    public async Task SQL_that_cannot_be_carried_out_is_refused_and_ends_the_run(string sql, string said)
    {
        await CommandRun.OfAsync("exec", Url, "(set t (table [k v] (list ['a 'b 'a] [1 2 3])))");

        var run = await CommandRun.OfAsync("exec", "--sql", Url, sql, "SELECT 1");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "fadeface030000020a00000000000000fb000300000000000000")]
    [InlineData("1", "fadeface010000020900000000000000fb0300000000000000")]
    public async Task The_reply_frame_is_printed_in_hex_on_request(string version, string hex)
    {
        var run = await CommandRun.OfAsync("exec", Url, "(+ 1 2)", "--hex", "--wire-version", version);

        Assert.Equal(new CommandRun(ExitCode.Success, hex + "\n", ""), run);
    }

    [Fact]
    public async Task An_evaluation_error_goes_to_standard_error_and_ends_the_run()
    {
        var run = await CommandRun.OfAsync("exec", Url, "(+ 1 2)", "(+ 1 'a)", "(+ 3 4)");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal("3\n", run.Output);
        Assert.StartsWith("type", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_errors_frame_is_printed_in_hex_too()
    {
        var run = await CommandRun.OfAsync("exec", Url, "(+ 1 'a)", "--hex");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        var frame = Convert.FromHexString(Assert.Single(run.Lines));
        Assert.Equal("type", Assert.IsType<RayError>(RaySerializer.DeserializeFrame(frame)).Code);
    }

    [Fact]
    public async Task What_is_printed_is_shown_before_the_result()
    {
        var run = await CommandRun.OfAsync("exec", Url, "(println \"hi\")", "(do (println \"ho\") 5)", "null");

        Assert.Equal(new CommandRun(ExitCode.Success, "hi\nho\n5\nnull\n", ""), run);
    }

    [Fact]
    public async Task What_is_printed_is_not_among_results_that_a_program_reads()
    {
        var run = await CommandRun.OfAsync("exec", Url, "(do (println \"ho\") [1 2])", "--format", "json");

        Assert.Equal(new CommandRun(ExitCode.Success, "[1,2]\n", "ho\n"), run);
    }

    [Fact]
    public async Task What_was_printed_before_an_error_is_shown()
    {
        var run = await CommandRun.OfAsync("exec", Url, "(do (println \"ho\") (+ 1 'a))");

        Assert.Equal((ExitCode.Failure, "ho\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Sources_come_from_files_from_arguments_and_from_standard_input()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "(set f (fn [x]\n  (+ x 1))) ; adds\n(f 1)");

            var run = await CommandRun.WithLinesAsync(["(f", "3)"], "exec", "-f", file, Url, "(f 2)", "-", "--file", file);

            Assert.Equal(new CommandRun(ExitCode.Success, "2\n2\n3\n4\n", ""), run);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("csv", "a,b\n1,x\n2,\n")]
    [InlineData("json", "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"\"}]\n")]
    [InlineData("ndjson", "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"\"}\n")]
    [InlineData("markdown", "| a | b |\n| ---: | --- |\n| 1 | x |\n| 2 |  |\n")]
    [InlineData("rayfall", "(table [a b] (list [1 2] [\"x\" \"\"]))\n")]
    [InlineData("table", "┌─────┬─────┐\n│   a │ b   │\n│ I64 │ STR │\n├─────┼─────┤\n│   1 │ x   │\n│   2 │     │\n└─────┴─────┘\n2 rows\n")]
    public async Task Results_are_written_in_the_format_that_is_named(string format, string output)
    {
        var run = await CommandRun.OfAsync(
            "exec", Url, "(table [a b] (list [1 2] [\"x\" \"\"]))", "--format", format);

        Assert.Equal(new CommandRun(ExitCode.Success, output, ""), run);
    }

    [Fact]
    public async Task All_rows_are_written_unless_there_is_a_limit()
    {
        const string table = "(table [a] (list (til 5000)))";
        var whole = await CommandRun.OfAsync("exec", Url, table, "--format", "csv");
        var some = await CommandRun.OfAsync("exec", Url, table, "--format", "csv", "--limit", "2");

        Assert.Equal(5001, whole.Lines.Length);
        Assert.Equal("a\n0\n1\n", some.Output);
    }

    [Fact]
    public async Task The_time_of_each_source_goes_to_standard_error()
    {
        var run = await CommandRun.OfAsync("exec", Url, "1", "2", "--timing");

        Assert.Equal("1\n2\n", run.Output);
        Assert.Matches("^[0-9.]+ ms\n[0-9.]+ ms\n$", run.Error);
    }

    [Theory]
    [InlineData("--formt")]
    [InlineData("-x")]
    [InlineData("--")]
    public async Task An_option_that_there_is_none_of_is_no_expression(string option)
    {
        string[] args = option == "--" ? ["exec", Url, "1", "--", "--", "1"] : ["exec", Url, "1", option, "csv"];
        var run = await CommandRun.OfAsync(args);

        Assert.Empty(run.Output.Replace("1\n", "", StringComparison.Ordinal));
        Assert.True(run.ExitCode != ExitCode.Success, run.ToString());
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        if (option != "--")
            Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_number_is_an_expression_and_what_follows_two_dashes_too()
    {
        var run = await CommandRun.OfAsync("exec", Url, "-5", "--", "-7");

        Assert.Equal(new CommandRun(ExitCode.Success, "-5\n-7\n", ""), run);
    }

    [Fact]
    public async Task The_time_limit_is_one_of_the_whole()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        foreach (var url in new[] { $"ws://127.0.0.1:{port}", $"rayforce://127.0.0.1:{port}" })
        {
            var run = await CommandRun.OfAsync("exec", url, "1", "--timeout", "0.3");

            Assert.Equal(
                new CommandRun(ExitCode.Trouble, "", "It took more than 0.3 s: give it more with --timeout SECONDS.\n"), run);
        }

        var slow = await CommandRun.OfAsync("exec", Url, "(while true 1)", "--timeout", "0.3");
        Assert.Equal((ExitCode.Trouble, ""), (slow.ExitCode, slow.Output));
        Assert.StartsWith("It took more", slow.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("exec (+ 1 2)")]
    [InlineData("exec http://x:1 1")]
    [InlineData("exec 127.0.0.1:no-port 1")]
    [InlineData("exec 127.0.0.1:1 1 --password-file /no/such/file")]
    [InlineData("exec 127.0.0.1:1 -f /no/such/file")]
    [InlineData("exec ws://u:geheim@:1 1")]
    public async Task Trouble_is_told_in_a_line_without_words_of_a_programmer(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_no_password_and_no_url_are_trouble()
    {
        await using (var gone = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" }))
        {
            await gone.StartAsync();
            var port = gone.Port;
            await gone.StopAsync();
            await AssertTroubleAsync($"127.0.0.1:{port}");
        }

        await AssertTroubleAsync($"127.0.0.1:{_server.Port}");
        await AssertTroubleAsync("http://127.0.0.1:1");
        await AssertTroubleAsync("127.0.0.1:no-port");
    }

    private static async Task AssertTroubleAsync(string url)
    {
        var run = await CommandRun.OfAsync("exec", url, "(+ 1 2)");

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
    }
}
