using System.Diagnostics;
using Rayforce.Server.Tests.Support;
using Rayforce.WebSocket;

namespace Rayforce.Cli;

[Collection(ConsoleCollection.Name)]
public sealed class ServeTests : IDisposable
{
    private const string Served = "Rayforce WebSocket served on ";
    private const string Stopped = "Rayforce WebSocket Server stopped.";

    private readonly string _script = Path.GetTempFileName();

    public void Dispose() => File.Delete(_script);

    [Fact]
    public async Task A_script_is_loaded_and_its_names_are_served_until_the_command_is_cancelled()
    {
        await File.WriteAllTextAsync(_script, "(set double (fn [x] (* 2 x)))\n(set y 21)\n");
        using var console = new LineWriter();
        using var stop = new CancellationTokenSource();
        var before = Console.Out;
        Console.SetOut(console);
        try
        {
            var serving = RayforceCommand.InvokeAsync(
                ["serve", "--port", "0", "--load", _script, "--max-connections", "3"],
                Stream.Null, TextWriter.Null, TextWriter.Null, stop.Token);
            var line = await console.ReadLineAsync();
            Assert.StartsWith($"{Served}ws://127.0.0.1:", line, StringComparison.Ordinal);

            var run = await CommandRun.OfAsync("exec", line[Served.Length..], "(double y)");
            Assert.Equal(new CommandRun(ExitCode.Success, "42\n", ""), run);

            await stop.CancelAsync();
            Assert.Equal(ExitCode.Success, await serving);
            Assert.Equal(Stopped, await console.ReadLineAsync());
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    [SkippableFact]
    public async Task Ctrl_C_stops_the_server_in_good_order()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no command on Windows that sends another process Ctrl-C.");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "rayforce.dll");
        using var process = Process.Start(new ProcessStartInfo(dotnet, [program, "serve", "--port", "0"])
        {
            RedirectStandardOutput = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.StartsWith(Served, line, StringComparison.Ordinal);
            var run = await CommandRun.OfAsync("exec", line![Served.Length..], "(+ 1 2)");
            Assert.Equal("3\n", run.Output);

            using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
                await kill.WaitForExitAsync(limit.Token);

            Assert.Equal(Stopped, await process.StandardOutput.ReadLineAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal(ExitCode.Success, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Fact]
    public async Task A_script_that_fails_is_named_and_no_server_starts()
    {
        await File.WriteAllTextAsync(_script, "(+ 1 'a)");

        var run = await CommandRun.OfAsync("serve", "--port", "0", "--load", _script);

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith($"Cannot load {_script}: type", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_script_a_taken_port_and_wrong_options_are_trouble()
    {
        await using var other = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await other.StartAsync();

        await AssertTroubleAsync("--load", _script + ".missing");
        await AssertTroubleAsync("--port", $"{other.Port}");
        await AssertTroubleAsync("--port", "65536");
        await AssertTroubleAsync("--port", "high");
        await AssertTroubleAsync("--host", "no such host");
        await AssertTroubleAsync("--evaluation-timeout", "0");
        await AssertTroubleAsync("--max-connections", "0");
    }

    private static async Task AssertTroubleAsync(params string[] args)
    {
        var run = await CommandRun.OfAsync(["serve", .. args]);

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }
}
