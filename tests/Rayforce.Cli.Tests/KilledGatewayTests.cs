using Rayforce.Client;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

/// <summary>A gateway that is killed takes its native process with it, which has the files of the next one.</summary>
public sealed class KilledGatewayTests : IDisposable
{
    private const int Kills = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rayforce-gateway-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_starts_again_on_the_same_data_and_everything_is_there(bool wrapped)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no shell here.");
        var binary = NativeRayforce.GetBinary(NativeRayforce.Newest);
        if (wrapped)
            binary = Wrap(binary);
        for (var kill = 0; kill <= Kills; kill++)
        {
            using var server = await ServedProcess.StartAsync(
                "--host", "127.0.0.1", "--tcp-port", "0", "--engine", "process", "--binary", binary,
                "--data", Path.Combine(_folder.FullName, "data"));
            var options = new RayTcpClientOptions { HandshakeTimeout = TimeSpan.FromMinutes(1) };
            await using var client = await new RayTcpClient("127.0.0.1", server.TcpPort, options).ConnectAsync();
            if (kill > 0)
                Assert.Equal(kill - 1, await client.ExecuteAsync<long>("kills"));
            await client.ExecuteAsync($"(set kills {kill})");
            server.Process.Kill();
            await server.Process.WaitForExitAsync();
        }

        // Neither was the last request set aside, as one that ended the process.
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories),
            static file => file.EndsWith(".aside", StringComparison.Ordinal));
    }

    /// <summary>A script that starts the executable, and waits for it.</summary>
    private string Wrap(string binary)
    {
        var script = Path.Combine(_folder.FullName, "wrapper");
        File.WriteAllText(script, $"#!/bin/sh\n'{binary}' \"$@\"\nexit $?\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }
}
