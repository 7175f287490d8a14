using Rayforce.Cli.Commands;

namespace Rayforce.Cli.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_shows_every_request_with_its_result_and_all_are_right()
    {
        var run = await CommandRun.OfAsync("demo");

        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
        Assert.Empty(run.Error);
        Assert.Equal("  I64(3)", ResultOf(run, "(+ 1 2)"));
        Assert.Equal("  I64(42)", ResultOf(run, "x"));
        Assert.StartsWith("  Error('type'", ResultOf(run, "(+ 1 'a)"), StringComparison.Ordinal);
        for (var client = 1; client <= 5; client++)
            Assert.Equal($"  I64({42 + client})", ResultOf(run, $"(+ x {client})"));
        Assert.Contains("2 rows (2 shown) 2 columns (2 shown)", run.Output, StringComparison.Ordinal);
        Assert.Equal("Every answer is right.", run.Lines[^1]);
    }

    private static string ResultOf(CommandRun run, string request)
    {
        var index = Array.IndexOf(run.Lines, $"  > {request}");
        Assert.True(index >= 0, run.Output);
        return run.Lines[index + 1];
    }
}
