using Rayforce.Cli.Commands;

namespace Rayforce.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("demo --help")]
    [InlineData("serve --help")]
    [InlineData("exec --help")]
    [InlineData("repl --help")]
    [InlineData("ping --help")]
    [InlineData("bench --help")]
    [InlineData("import --help")]
    [InlineData("export --help")]
    [InlineData("completion --help")]
    [InlineData("frame eval --help")]
    [InlineData("frame --help")]
    [InlineData("frame inspect --help")]
    [InlineData("frame roundtrip -h")]
    public async Task Help_tells_how_a_command_is_used(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("frame")]
    [InlineData("no-such-command")]
    [InlineData("frame inspect one two")]
    [InlineData("completion")]
    [InlineData("completion fish")]
    [InlineData("import x")]
    [InlineData("export x")]
    [InlineData("ping")]
    [InlineData("bench")]
    [InlineData("exec ws://localhost:1")]
    [InlineData("exec ws://localhost:1 x --timeout 0")]
    [InlineData("exec ws://localhost:1 x --wire-version 2")]
    [InlineData("frame eval --wire-version x")]
    [InlineData("frame roundtrip --no-such-option")]
    public async Task Wrong_usage_says_so_and_is_trouble(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }
}
