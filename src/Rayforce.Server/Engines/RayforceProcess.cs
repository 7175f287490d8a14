using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>A native server process, from its start to its end.</summary>
internal sealed class RayforceProcess : IDisposable
{
    private const int PasswordBytes = 24;
    private const int KeptOutput = 512;

    private readonly Process _process;
    private readonly string _binary;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    private RayforceProcess(Process process, string binary, RayTcpClient client)
    {
        _process = process;
        _binary = binary;
        Client = client;
        Id = process.Id;
        Ended = WaitAsync();
    }

    /// <summary>The system's number of it.</summary>
    public int Id { get; }

    /// <summary>Connects to it.</summary>
    public RayTcpClient Client { get; }

    /// <summary>Completes when the process has ended, with how.</summary>
    public Task<string> Ended { get; }

    /// <summary>How long ago it was started.</summary>
    public TimeSpan Age => _sinceStart.Elapsed;

    /// <summary>Starts a process on a free port.</summary>
    /// <exception cref="RayforceException">It cannot be started; the message says why.</exception>
    public static RayforceProcess Start(ProcessEngineOptions options)
    {
        var port = FindPort();
        // A native server listens at every address of the machine: without a password the network could ask it, too.
        var password = RandomNumberGenerator.GetHexString(2 * PasswordBytes, lowercase: true);
        var start = new ProcessStartInfo(options.Binary, ["-p", $"{port}", options.Restricted ? "-U" : "-u", password, .. options.Arguments])
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
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw new RayforceException(
                $"Cannot start {options.Binary}: {exception.Message}. Check its path, and that it may be executed.", exception);
        }
    }

    /// <summary>Ends the process, if it has not ended.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
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
        var drained = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var complaint = await KeepLastAsync(_process.StandardError).ConfigureAwait(false);
        await drained.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        var how = $"{_binary} (process {Id}) ended with code {_process.ExitCode}";
        return complaint.Length > 0 ? $"{how}: {complaint}" : $"{how}.";
    }

    /// <summary>Reads to the end, however much that is, and keeps the last of it.</summary>
    private static async Task<string> KeepLastAsync(StreamReader reader)
    {
        var last = "";
        var chunk = new char[KeptOutput];
        while (await reader.ReadAsync(chunk.AsMemory()).ConfigureAwait(false) is > 0 and var count)
        {
            last += new string(chunk, 0, count);
            last = last[Math.Max(0, last.Length - KeptOutput)..];
        }

        return last.Trim();
    }
}
