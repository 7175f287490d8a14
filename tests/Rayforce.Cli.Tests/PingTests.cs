using Rayforce.Cli.Commands;
using Rayforce.Server;

namespace Rayforce.Cli.Tests;

/// <summary><c>rayforce ping</c> and <c>rayforce bench</c>.</summary>
public sealed class PingTests : IAsyncLifetime
{
    private readonly WSServer _server = new(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("ws")]
    [InlineData("rayforce")]
    public async Task Ping_says_that_a_server_answers(string scheme)
    {
        var url = $"{scheme}://127.0.0.1:{(scheme == "ws" ? _server.Port : _server.TcpPort)}";

        var run = await CommandRun.OfAsync("ping", url, "--count", "2");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Matches(
            $"^{url}: connected in [0-9.]+ ms, wire version 3\n(reply in [0-9.]+ ms\n){{2}}$", run.Output);
    }

    [Fact]
    public async Task Ping_says_that_there_is_no_server()
    {
        var run = await CommandRun.OfAsync("ping", "127.0.0.1:1");

        Assert.Equal((ExitCode.Trouble, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Bench_counts_requests_over_all_connections()
    {
        var run = await CommandRun.OfAsync(
            "bench", $"127.0.0.1:{_server.Port}", "--seconds", "0.3", "--connections", "2", "--in-flight", "3");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Matches("requests +│ +[1-9][0-9]* ", run.Output);
        Assert.Matches("99 % within +│ +[0-9.]+ µs", run.Output);
    }

    [Fact]
    public async Task Bench_ends_with_an_expression_that_fails()
    {
        var run = await CommandRun.OfAsync("bench", $"127.0.0.1:{_server.Port}", "-e", "(+ 1 'a)");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith("type", run.Error, StringComparison.Ordinal);
    }
}
