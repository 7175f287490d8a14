using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rayforce.TestSupport;

/// <summary>A program in a process of its own, with the lines that it has written.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    /// <param name="assembly">The program, which lies beside the tests.</param>
    /// <param name="arguments">What it is started with.</param>
    public RunningProgram(string assembly, params string[] arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var path = Path.Combine(AppContext.BaseDirectory, assembly);
        _process = Process.Start(new ProcessStartInfo(dotnet, [path, .. arguments]) { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
    }

    /// <summary>How many lines hold a text.</summary>
    public int Count(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for a line that begins with a text.</summary>
    /// <returns>The rest of the line.</returns>
    public async Task<string> ReadAsync(string beginning)
    {
        await Eventually.HoldsAsync(() => _lines.Any(Begins));
        return _lines.First(Begins)[beginning.Length..];

        bool Begins(string line) => line.StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>Ends the program with no time to say good-bye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
