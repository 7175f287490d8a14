using System.Diagnostics;
using System.Globalization;
using Rayforce.Cli.Commands;
using Rayforce.Server;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class ServeTests : IDisposable
{
    private const string Served = "Rayforce WebSocket served on ";
    private const string Stopped = "Rayforce WebSocket Server stopped.";

    private readonly string _script = Path.GetTempFileName();

    public static TheoryData<string> Cores => [.. NativeRayforce.All];

    public void Dispose() => File.Delete(_script);

    [Fact]
    public async Task A_script_is_loaded_and_its_names_are_served_until_the_command_is_cancelled()
    {
        await File.WriteAllTextAsync(_script, "(set double (fn [x] (* 2 x)))\n(set y 21)\n");

        await ServeAsync("(double y)", "42\n", "--load", _script, "--max-connections", "3");
    }

    [Fact]
    public async Task Files_of_a_folder_are_served_where_it_is_granted()
    {
        var folder = Directory.CreateTempSubdirectory("rayforce-serve-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "in.csv"), "a,b\n1,2\n3,4\n");
            await ServeAsync("(sum (at (read-csv \"in.csv\") 'b))", "6\n", "--files", folder.FullName);
            await AssertTroubleAsync("--files", Path.Combine(folder.FullName, "missing"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("always")]
    [InlineData("interval")]
    [InlineData("never")]
    public async Task Data_survive_the_server_where_they_have_a_folder(string sync)
    {
        var folder = Directory.CreateTempSubdirectory("rayforce-serve-");
        try
        {
            string[] data = ["--data", Path.Combine(folder.FullName, "new"), "--sync", sync];
            await File.WriteAllTextAsync(_script, "(if (nil? (resolve 'made)) (set made 1) (set made (+ made 1)))");
            await ServeAsync("(set y (rand 3 9))", null, data);
            await ServeAsync("(count y)", "3\n", data);
            await ServeAsync("made", "1\n", [.. data, "--load", _script]);
            // A script comes after the data.
            await ServeAsync("made", "2\n", [.. data, "--load", _script]);
            await ServeAsync("made", "2\n", data);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableTheory]
    [InlineData("always")]
    [InlineData("never")]
    public async Task A_native_process_keeps_its_data_in_the_folder(string sync)
    {
        var folder = Directory.CreateTempSubdirectory("rayforce-serve-");
        try
        {
            string[] data =
            [
                "--engine", "process", "--binary", NativeRayforce.GetBinary(NativeRayforce.Newest),
                "--data", folder.FullName, "--sync", sync,
            ];
            await ServeAsync("(set y 42)", "42\n", data);
            await ServeAsync("y", "42\n", data);
            // And they are ours without it.
            await ServeAsync("y", "42\n", "--data", folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_folder_the_command_says_once_that_data_live_in_memory()
    {
        using var error = new StringWriter { NewLine = "\n" };
        await ServeAsync("(+ 1 2)", "3\n", error);
        Assert.Equal("The data live in memory and end with the server. --data DIR lets them survive.\n", error.ToString());

        var folder = Directory.CreateTempSubdirectory("rayforce-serve-");
        try
        {
            using var silence = new StringWriter();
            await ServeAsync("(+ 1 2)", "3\n", silence, "--data", folder.FullName);
            Assert.Empty(silence.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cores))]
    public async Task The_native_engine_answers_until_the_command_is_cancelled(string core) => await ServeAsync(
        "(sum (til 10))", "45\n", "--engine", "native", "--library", NativeRayforce.GetLibrary(core));

    [SkippableTheory]
    [InlineData(NativeRayforce.Newest)]
    [InlineData("2.1.8")]
    public async Task A_native_process_answers_until_the_command_is_cancelled(string core) => await ServeAsync(
        "(sum (til 10))", "45\n", "--engine", "process", "--binary", NativeRayforce.GetBinary(core), "--interrupt");

    [SkippableTheory]
    [InlineData("native", "--library")]
    [InlineData("process", "--binary")]
    public async Task An_environment_with_the_package_is_enough(string engine, string option)
    {
        var python = NativeRayforce.GetPython("py2");
        var environment = Path.GetDirectoryName(Path.GetDirectoryName(python))!;

        await ServeAsync("(sum (til 10))", "45\n", "--engine", engine, option, environment);
    }

    [SkippableFact]
    public async Task Ctrl_C_stops_the_server_in_good_order()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no command on Windows that sends another process Ctrl-C.");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "rayforce.dll");
        using var process = InterruptibleProcess.Start(new ProcessStartInfo(dotnet, [program, "serve", "--port", "0"])
        {
            RedirectStandardOutput = true,
        });
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

    [Theory]
    [InlineData("--data does not go", "--engine", "native", "--data", "x")]
    [InlineData("--data does not go", "--engine", "upstream", "--upstream", "rayforce://db:1", "--data", "x")]
    [InlineData("--sync goes with --data", "--sync", "never")]
    [InlineData("--snapshot-above goes with --data", "--snapshot-above", "5")]
    [InlineData("--snapshot-above needs", "--data", "x", "--snapshot-above", "y")]
    [InlineData("--snapshot-above does not go", "--engine", "process", "--data", "x", "--snapshot-above", "1")]
    [InlineData("sometimes", "--data", "x", "--sync", "sometimes")]
    [InlineData("--restricted cannot", "--engine", "upstream", "--upstream", "rayforce://db:1", "--restricted")]
    [InlineData("needs --upstream", "--engine", "upstream")]
    [InlineData("--read-password needs --read-upstream", "--engine", "upstream", "--upstream", "rayforce://db:1", "--read-password", "x")]
    [InlineData("--read-password cannot be passed on", "--engine", "process", "--read-password", "x")]
    [InlineData("goes with --engine upstream", "--read-upstream", "rayforce://db:1")]
    [InlineData("--recovery-timeout goes with --data", "--recovery-timeout", "5")]
    [InlineData("--recovery-timeout does not go", "--data", "x", "--recovery-timeout", "5")]
    [InlineData("goes with --engine rayfall", "--engine", "upstream", "--upstream", "rayforce://db:1", "--load", "x")]
    [InlineData("goes with --engine native", "--library", "x")]
    [InlineData("goes with --engine process", "--engine", "native", "--binary", "x")]
    [InlineData("Cannot start ", "--engine", "process", "--binary", "")]
    [InlineData("cannot be loaded", "--engine", "native", "--library", "")]
    [InlineData("--interrupt goes with", "--interrupt")]
    [InlineData("There is no native executable in '/'", "--engine", "process", "--binary", "/")]
    [InlineData("is no URL", "--engine", "upstream", "--upstream", "localhost")]
    [InlineData("is no URL of a server", "--engine", "upstream", "--upstream", "http://localhost:5000")]
    public async Task Options_of_engines_that_make_no_sense_are_refused(string message, params string[] args)
    {
        var run = await CommandRun.OfAsync(["serve", .. args]);

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("2.1.8")]
    [InlineData(NativeRayforce.Wire1)]
    public async Task A_library_without_a_restricted_mode_is_refused_where_one_is_asked_for(string core)
    {
        var library = NativeRayforce.GetLibrary(core);

        var run = await CommandRun.OfAsync("serve", "--engine", "native", "--library", library, "--restricted");

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Contains("--restricted needs a library", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_signal_during_the_start_ends_the_process_that_was_started()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals here.");
        using var hanging = new ShellScript("echo $$ > \"$0.pid\"\nexec sleep 120");
        var number = $"{hanging.Path}.pid";
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, "rayforce.dll");
        string[] arguments = [program, "serve", "--port", "0", "--engine", "process", "--binary", hanging.Path];
        using var process = Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            // It says that it cannot connect, that is, there is a process that it waits for.
            await process.StandardError.ReadLineAsync(limit.Token);
            await Eventually.HoldsAsync(() => File.Exists(number) && new FileInfo(number).Length > 1);
            using var started = Process.GetProcessById(
                int.Parse(await File.ReadAllTextAsync(number), CultureInfo.InvariantCulture));

            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                await kill.WaitForExitAsync(limit.Token);

            var rest = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal(ExitCode.Trouble, process.ExitCode);
            Assert.Contains("Stopped before there was a server.", rest, StringComparison.Ordinal);
            await started.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>Serves, asks, and stops.</summary>
    private static Task ServeAsync(string source, string? answer, params string[] args) =>
        ServeAsync(source, answer, TextWriter.Null, args);

    private static async Task ServeAsync(string source, string? answer, TextWriter error, params string[] args)
    {
        using var console = new LineWriter();
        using var stop = new CancellationTokenSource();
        var before = Console.Out;
        Console.SetOut(console);
        try
        {
            var serving = RayforceCommand.InvokeAsync(
                ["serve", "--port", "0", .. args], Stream.Null, Stream.Null, error, stop.Token);
            var line = await console.ReadLineAsync();
            Assert.StartsWith($"{Served}ws://127.0.0.1:", line, StringComparison.Ordinal);

            var run = await CommandRun.OfAsync("exec", line[Served.Length..], source);
            Assert.Equal(new CommandRun(ExitCode.Success, answer ?? run.Output, ""), run);

            await stop.CancelAsync();
            Assert.Equal(ExitCode.Success, await serving);
            Assert.Equal(Stopped, await console.ReadLineAsync());
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private static async Task AssertTroubleAsync(params string[] args)
    {
        var run = await CommandRun.OfAsync(["serve", .. args]);

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }
}
