using System.Diagnostics;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Tcp;

/// <summary>Native's client against this server.</summary>
public sealed class NativeClientTests
{
    public static TheoryData<string> Cores => [.. NativeRayforce.Wire3];

    [SkippableTheory]
    [MemberData(nameof(Cores))]
    public async Task The_native_executable_is_a_client_of_this_server(string core)
    {
        var binary = NativeRayforce.GetBinary(core);
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartWithTcpAsync(
            engine, options => options with { Password = "s3cret" });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $"""
            (set h (.ipc.open "127.0.0.1:{running.TcpPort}:bob:s3cret"))
            (println (.ipc.send h "(+ 1 2)"))
            (println (sum (.ipc.send h "(til 100000)")))
            (.ipc.post h "(set posted 7)")
            (println (.ipc.send h "posted"))
            (.ipc.close h)
            """);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(
                    binary, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            process.StandardInput.Close();
            Assert.Equal("3\n4999950000\n7\n", await process.StandardOutput.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            File.Delete(script);
        }
    }
}
