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
