using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Rayforce.Client;

namespace Rayforce.Server.Engines;

/// <summary>A native server process, from its start to its end.</summary>
internal sealed class RayforceProcess : IDisposable
{
    private const int PasswordBytes = 24;
    private const int KeptOutput = 512;

    /// <summary>How long what a process has said may take to arrive after its end.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Lifeline? _lifeline;
    private readonly string _binary;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private volatile string _complaint = "";
    private volatile string? _why;

    private RayforceProcess(Process process, string binary, RayTcpClient client)
    {
        _process = process;
        _binary = binary;
        Client = client;
        Id = process.Id;
        _lifeline = Lifeline.TryTie(Id);
        Ended = WaitAsync();
    }

    /// <summary>The system's number of it.</summary>
    public int Id { get; }

    /// <summary>Connects to it.</summary>
    public RayTcpClient Client { get; }

    /// <summary>Completes when the process has ended, with how.</summary>
    public Task<string> Ended { get; }

    /// <summary>How it ended, in a few words that may be told to clients; null as long as it runs.</summary>
    public string? Ending { get; private set; }

    /// <summary>How long ago it was started.</summary>
    public TimeSpan Age => _sinceStart.Elapsed;

    /// <summary>Starts a process on a free port.</summary>
    /// <param name="options">Which one, and how.</param>
    /// <param name="more">Arguments beside those of the options.</param>
    /// <exception cref="RayforceException">It cannot be started; the message says why.</exception>
    public static RayforceProcess Start(ProcessEngineOptions options, IReadOnlyList<string> more)
    {
        var port = FindPort();
        // A native server listens at every address of the machine: without a password the network could ask it, too.
        var password = RandomNumberGenerator.GetHexString(2 * PasswordBytes, lowercase: true);
        string[] arguments = ["-p", $"{port}", options.Restricted ? "-U" : "-u", password, .. more, .. options.Arguments];
        var start = new ProcessStartInfo(options.Binary, arguments)
        {
            // With a terminal on neither side it runs as a server only, without its prompt.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            var client = new RayTcpClient(
                IPAddress.Loopback.ToString(), port, options.Upstream.Tcp with { Credentials = password });
            return new RayforceProcess(process, options.Binary, client);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            throw new RayforceException(
                $"Cannot start {options.Binary}: {exception.Message.TrimEnd('.')}. " +
                "Check its path, and that it may be executed.",
                exception);
        }
    }

    /// <summary>Ends the process for a reason that is told.</summary>
    /// <param name="why">The reason, as <c>was replaced, because ...</c>.</param>
    public void End(string why)
    {
        _why = why;
        Dispose();
    }

    /// <summary>Ends the process, if it has not ended, and what it has started.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended or is about to.
        }
    }

    private static int FindPort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // As native binds: a port that is taken at another address of the machine would not do.
        probe.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private async Task<string> WaitAsync()
    {
        using var process = _process;
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var complaints = KeepLastAsync(process.StandardError);
        await process.WaitForExitAsync().ConfigureAwait(false);
        _lifeline?.Dispose();
        Ending = _why ?? $"ended with code {process.ExitCode}";
        // Its streams may stay open after it, in the hands of what it has started.
        await Task.WhenAny(Task.WhenAll(output, complaints), Task.Delay(Lag)).ConfigureAwait(false);
        var how = $"{_binary} (process {Id}) {Ending}";
        return _complaint.Trim() is { Length: > 0 } complaint ? $"{how}: {complaint}" : $"{how}.";
    }

    /// <summary>Reads to the end, however much that is, and keeps the last of it.</summary>
    private async Task KeepLastAsync(StreamReader reader)
    {
        var chunk = new char[KeptOutput];
        while (await reader.ReadAsync(chunk.AsMemory()).ConfigureAwait(false) is > 0 and var count)
        {
            var all = _complaint + new string(chunk, 0, count);
            _complaint = all[Math.Max(0, all.Length - KeptOutput)..];
        }
    }
}
