using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Rayforce.Cli.Tests;

/// <summary>The command in a pseudo-terminal of 24 rows and 80 columns, which <c>script</c> makes.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const string Script = "/usr/bin/script";

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly byte[] _buffer = new byte[4096];

    private PseudoTerminal(Process process) => _process = process;

    /// <summary>Skips a test where there is none.</summary>
    public static void Require() =>
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists(Script), "There is no script(1) to make a pseudo-terminal.");

    /// <summary>Starts the command.</summary>
    /// <param name="history">The file of the history.</param>
    /// <param name="arguments">The command's arguments.</param>
    public static PseudoTerminal Start(string history, params string[] arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "rayforce.dll");
        var start = new ProcessStartInfo(
            Script,
            ["-qfc", $"stty rows 24 cols 80; exec '{dotnet}' '{program}' {string.Join(' ', arguments)}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["RAYFORCE_HISTORY"] = history;
        start.Environment.Remove("RAYFORCE_URL");
        return new PseudoTerminal(Process.Start(start)!);
    }

    /// <summary>Types, and reads what is shown until a text is among it.</summary>
    /// <returns>What was shown, without what sets colours and moves the cursor.</returns>
    public async Task<string> TypeAsync(string keys, string until)
    {
        _shown.Clear();
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync(until);
    }

    /// <summary>Reads what is shown until a text is among it.</summary>
    public async Task<string> ReadAsync(string until)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var shown = Sequence().Replace(_shown.ToString(), "");
            if (shown.Contains(until, StringComparison.Ordinal))
                return shown;
            int count;
            try
            {
                count = await _process.StandardOutput.BaseStream.ReadAsync(_buffer, limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"'{until}' was not shown: {shown}");
            }

            if (count == 0)
                throw new EndOfStreamException($"It ended before '{until}' was shown: {shown}");
            _shown.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> FinishAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]|\r")]
    private static partial Regex Sequence();
}
