using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Rayforce.Docs;

/// <summary>
/// A compiled snippet in a process of its own, as a reader would run it: what waits for Ctrl-C can so be ended.
/// </summary>
internal sealed partial class SnippetRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _limit = new(Patience);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly StringBuilder _output = new();

    private SnippetRun(SnippetProgram program)
    {
        var tests = Path.Combine(AppContext.BaseDirectory, typeof(SnippetRun).Assembly.GetName().Name!);
        _process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", "--runtimeconfig", tests + ".runtimeconfig.json", "--depsfile", tests + ".deps.json",
                program.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // A snippet that hangs must not outlive its test.
        _limit.Token.Register(Kill);
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static SnippetRun Start(SnippetProgram program) => new(program);

    /// <summary>Runs to the end.</summary>
    /// <returns>The lines that were printed.</returns>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, $"Exit code {_process.ExitCode}\n{_output}{await _errors}");
        return [.. _output.ToString().Split('\n').SkipLast(1)];
    }

    /// <summary>Waits until a server says that it listens.</summary>
    /// <param name="count">At how many ports.</param>
    /// <returns>The ports in their order.</returns>
    public async Task<IReadOnlyList<int>> ListenAsync(int count)
    {
        var ports = new List<int>();
        while (ports.Count < count)
        {
            if (await ReadLineAsync() is not { } line)
                Assert.Fail($"The server has ended.\n{_output}{await _errors}");
            else if (Listening().Match(line) is { Success: true } listening)
                ports.Add(int.Parse(listening.Groups[1].ValueSpan));
        }

        return ports;
    }

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync();
        if (line is not null)
            _output.Append(line).Append('\n');
        return line;
    }

    private void Kill() => _process.Kill(entireProcessTree: true);

    [GeneratedRegex(@"(?:served|listening) on:? [a-z]+://127\.0\.0\.1:(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Listening();
}
