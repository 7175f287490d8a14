using System.Diagnostics;

namespace Rayforce.Soak;

/// <summary><c>rayforce serve</c> in a process of its own, over one folder of data and at the same ports in every life.</summary>
internal sealed class SoakedServer : IAsyncDisposable
{
    private const string WebServed = "Rayforce WebSocket served on ";
    private const string TcpServed = "Rayforce TCP served on ";

    private readonly string _data = Directory.CreateTempSubdirectory("rayforce-soak").FullName;
    private Process? _process;

    /// <summary>Where it is, once it has been started.</summary>
    public int WebPort { get; private set; }

    /// <inheritdoc cref="WebPort"/>
    public int TcpPort { get; private set; }

    /// <summary>The bytes of its data on the disk.</summary>
    public long DataSize => new DirectoryInfo(_data).EnumerateFiles().Sum(file => file.Length);

    /// <summary>What it takes of the machine's memory now.</summary>
    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it, and waits until it serves.</summary>
    public async Task StartAsync()
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        _process = Process.Start(new ProcessStartInfo(dotnet,
        [
            Path.Combine(AppContext.BaseDirectory, "rayforce.dll"), "serve", "--host", "127.0.0.1",
            "--port", $"{WebPort}", "--tcp-port", $"{TcpPort}", "--data", _data, "--snapshot-above", $"{8 << 20}",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        WebPort = await ReadPortAsync(_process, WebServed);
        TcpPort = await ReadPortAsync(_process, TcpServed);
    }

    /// <summary>Ends it with no time to say good-bye.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static async Task<int> ReadPortAsync(Process process, string start)
    {
        var line = await process.StandardOutput.ReadLineAsync();
        return line is not null && line.StartsWith(start, StringComparison.Ordinal)
            ? new Uri(line[start.Length..]).Port
            : throw new InvalidOperationException($"The server did not start; it said '{line}'.");
    }
}
