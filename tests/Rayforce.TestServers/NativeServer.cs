using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Rayforce.Client;
using Rayforce.TestSupport;

namespace Rayforce.TestServers;

/// <summary>
/// A native server in a process of its own, where its executable is installed; elsewhere the test is skipped.
/// </summary>
public sealed class NativeServer : IAsyncDisposable
{
    private readonly Process _process;

    private NativeServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts a server of a core of wire version 3.</summary>
    public static Task<NativeServer> StartAsync(string core = NativeRayforce.Newest, params string[] arguments) =>
        StartAsync(FindPort(), core, arguments);

    public static Task<NativeServer> StartAsync(
        int port, string core = NativeRayforce.Newest, params string[] arguments) =>
        StartAsync(new ProcessStartInfo(NativeRayforce.GetBinary(core), ["-p", $"{port}", .. arguments]), port);

    /// <summary>Starts a server of wire version 1, which needs a terminal and so the command <c>script</c>.</summary>
    public static Task<NativeServer> StartWire1Async()
    {
        var (binary, port) = (NativeRayforce.GetBinary(NativeRayforce.Wire1), FindPort());
        Skip.IfNot(File.Exists("/usr/bin/script"), "The command script is not installed.");
        return StartAsync(new ProcessStartInfo("/usr/bin/script", ["-qfc", $"{binary} -p {port}", "/dev/null"]), port);
    }

    public Task<RayTcpConnection> ConnectAsync(RayTcpClientOptions? options = null) =>
        new RayTcpClient("127.0.0.1", Port, options).ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<NativeServer> StartAsync(ProcessStartInfo start, int port)
    {
        // Its standard input stays open: one that reads the end of it leaves.
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["RAYFORCE_CORES"] = "2";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new NativeServer(process, port);
        try
        {
            await Eventually.SucceedsAsync(async () =>
            {
                using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return true;
            });
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    private static int FindPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
