using System.Diagnostics;
using Rayforce.Cli.Commands;

namespace Rayforce.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("rayforce ex", "exec", "export")]
    [InlineData("rayforce exec --fo", "--format")]
    [InlineData("rayforce exec x --format nd", "ndjson")]
    [InlineData("rayforce serve --engine up", "upstream")]
    [InlineData("rayforce frame ", "inspect", "roundtrip", "eval")]
    [InlineData("rayforce completion z", "zsh")]
    public async Task Words_that_may_follow_are_suggested(string line, params string[] words)
    {
        var run = await CommandRun.OfAsync($"[suggest:{line.Length}]", line);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Subset(run.Lines.ToHashSet(), words.ToHashSet());
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    public async Task There_is_a_script_for_the_shell(string shell)
    {
        var run = await CommandRun.OfAsync("completion", shell);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("suggest:", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Bash_completes_with_the_script()
    {
        Skip.IfNot(File.Exists("/bin/bash"), "There is no bash.");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "rayforce.dll");
        var script = $$"""
            rayforce() { '{{dotnet}}' '{{program}}' "$@"; }
            eval "$(rayforce completion bash)"
            COMP_LINE='rayforce exec --form' COMP_POINT=20 COMP_WORDS=(rayforce exec --form) COMP_CWORD=2
            _rayforce
            echo "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script])
        {
            RedirectStandardOutput = true,
        })!;

        Assert.Equal("--format\n", await bash.StandardOutput.ReadToEndAsync());
    }
}
