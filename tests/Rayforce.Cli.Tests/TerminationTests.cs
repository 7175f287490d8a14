using System.Diagnostics;
using Rayforce.Cli.Commands;
using Rayforce.Client;

namespace Rayforce.Cli.Tests;

/// <summary>SIGTERM in the middle of heavy requests.</summary>
public sealed class TerminationTests
{
    private const string Heavy =
        "(do (set f (fn [n] (if (< n 1) 0 (do (sum (til 20000000)) (self (- n 1)))))) (f 1000000))";

    [SkippableFact]
    public async Task It_answers_what_it_evaluates_with_cancel_and_ends()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals here.");
        using var server = await ServedProcess.StartAsync("--tcp-port", "0", "--close-timeout", "20", "--handshake-timeout", "60");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var options = new RayTcpClientOptions { HandshakeTimeout = TimeSpan.FromMinutes(1) };
        var clients = new List<RayTcpConnection>();
        for (var i = 0; i < 6; i++)
            clients.Add(await new RayTcpClient("127.0.0.1", server.TcpPort, options).ConnectAsync(limit.Token));
        var asked = clients.ConvertAll(client => client.ExecuteAsync(Heavy, limit.Token));
        await clients[0].PostAsync(Heavy, limit.Token);
        server.Process.Refresh();
        var idle = server.Process.TotalProcessorTime;
        while (server.Process.TotalProcessorTime < idle + TimeSpan.FromMilliseconds(500))
        {
            await Task.Delay(50, limit.Token);
            server.Process.Refresh();
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]))
            await kill.WaitForExitAsync(limit.Token);

        foreach (var task in asked)
            Assert.Equal("cancel", (await Assert.ThrowsAsync<RayforceQueryException>(() => task)).Code);
        await server.Process.WaitForExitAsync(limit.Token);
        Assert.Equal(ExitCode.Success, server.Process.ExitCode);
        foreach (var client in clients)
            await client.DisposeAsync();
    }
}
