using System.Diagnostics;

namespace Rayforce.Cli.Tests;

/// <summary><c>rayforce serve</c> in a process of its own.</summary>
internal sealed class ServedProcess : IDisposable
{
    private const string WebServed = "Rayforce WebSocket served on ";
    private const string TcpServed = "Rayforce TCP served on ";

    private readonly Process _process;

    private ServedProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int WebPort { get; private set; }

    /// <summary>The port for TCP, where the arguments ask for one.</summary>
    public int TcpPort { get; private set; }

    /// <summary>What it takes of the machine's memory now, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public Process Process => _process;

    /// <summary>Starts it at free ports, and waits until it serves.</summary>
    public static Task<ServedProcess> StartAsync(params string[] arguments) => StartAsync(static _ => { }, arguments);

    /// <summary>Starts it at free ports, and waits until it serves.</summary>
    /// <param name="error">Gets each line of its standard error stream.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ServedProcess> StartAsync(Action<string> error, params string[] arguments) =>
        StartAsync(error, [], arguments);

    /// <summary>Starts it at free ports, and waits until it serves.</summary>
    /// <param name="error">Gets each line of its standard error stream.</param>
    /// <param name="variables">Variables of its environment.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ServedProcess> StartAsync(
        Action<string> error, IEnumerable<(string Name, string Value)> variables, params string[] arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "rayforce.dll");
        var start = new ProcessStartInfo(dotnet, [program, "serve", "--port", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                error(line.Data);
        };
        process.BeginErrorReadLine();
        var served = new ServedProcess(process);
        try
        {
            served.WebPort = await ReadPortAsync(process, WebServed);
            if (arguments.Contains("--tcp-port"))
                served.TcpPort = await ReadPortAsync(process, TcpServed);
            return served;
        }
        catch
        {
            served.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<int> ReadPortAsync(Process process, string start)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.StartsWith(start, line, StringComparison.Ordinal);
        return new Uri(line![start.Length..]).Port;
    }
}
