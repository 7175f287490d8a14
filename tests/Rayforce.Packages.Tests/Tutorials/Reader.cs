using System.Diagnostics;
using System.Text.RegularExpressions;
using Rayforce.Packages.Tests.Support;

namespace Rayforce.Packages.Tests.Tutorials;

/// <summary>
/// Someone who follows a tutorial: in an empty folder, with a home of their own, and at ports that the system chooses,
/// for those of the page need not be free here.
/// </summary>
internal sealed partial class Reader : IAsyncDisposable
{
    private const string ServicePort = "5000";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _limit = new(Patience);
    private readonly List<Process> _running = [];
    private readonly Dictionary<string, string> _ports = [];
    private readonly string _home;
    private readonly string _folder;
    private readonly string _packages;

    public Reader(PackageFeed feed, string name)
    {
        // Below the feed, whose configuration says where packages come from.
        _home = Directory.CreateDirectory(Path.Combine(feed.Root, "reader-" + name)).FullName;
        _folder = Directory.CreateDirectory(Path.Combine(_home, "folder")).FullName;
        _packages = feed.Unpacked;
        // To compile ahead of time, as a program of one file would be when it is published, takes packages that are no
        // part of what is tried here, and that nobody has restored.
        File.WriteAllText(
            Path.Combine(_home, "Directory.Build.props"),
            "<Project><PropertyGroup><PublishAot>false</PublishAot></PropertyGroup></Project>");
    }

    public async Task FollowAsync(Step step)
    {
        if (step.File is { } file)
        {
            var text = Port().Replace(step.Text, port => _ports.GetValueOrDefault(port.Value, "0"));
            await File.WriteAllTextAsync(Path.Combine(_folder, file), text);
            return;
        }

        var output = step.StaysRunning
            ? await StartAsync(step.Text[..^2])
            : await RunAsync(Port().Replace(step.Text, port => _ports[port.Value]));
        string[] lines = [.. output.Select(AsOnThePage)];
        Assert.True(step.Shows(lines), $"$ {step.Text}\n{string.Join('\n', lines)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _limit.Dispose();
    }

    private async Task<IReadOnlyList<string>> RunAsync(string command)
    {
        using var process = Start(command + " 2>&1");
        var output = process.StandardOutput.ReadToEndAsync(_limit.Token);
        await process.WaitForExitAsync(_limit.Token);
        var text = await output;
        Assert.True(process.ExitCode == 0, $"$ {command}\n{text}");
        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }

    /// <summary>Starts what stays running, and waits until it listens at each port that the page names.</summary>
    private async Task<IReadOnlyList<string>> StartAsync(string command)
    {
        // A program that was saved has said in its own text where it listens.
        string[] asked = [.. Port().Matches(command).Select(static port => port.Value).DefaultIfEmpty(ServicePort)];
        var process = Start(Port().Replace(command, "0") + " 2>&1");
        _running.Add(process);
        var lines = new List<string>();
        var found = 0;
        while (found < asked.Length)
        {
            var line = await process.StandardOutput.ReadLineAsync(_limit.Token);
            Assert.True(line is not null, $"$ {command}\n{string.Join('\n', lines)}");
            lines.Add(line);
            if (Listening().Match(line) is { Success: true } listening)
                _ports[asked[found++]] = listening.Groups[1].Value;
        }

        // Nobody waits for what it prints from now on, and it must not wait for a reader.
        _ = process.StandardOutput.ReadToEndAsync();
        return lines;
    }

    private string AsOnThePage(string line) =>
        _ports.Aggregate(line, static (text, port) => text.Replace(":" + port.Value, ":" + port.Key, StringComparison.Ordinal));

    private Process Start(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Dotnet.Prepare(start, _packages);
        start.Environment["HOME"] = _home;
        start.Environment["DOTNET_CLI_HOME"] = _home;
        var tools = Path.Combine(_home, ".dotnet", "tools");
        start.Environment["PATH"] = $"{tools}:{Path.GetDirectoryName(Environment.ProcessPath)}:{start.Environment["PATH"]}";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    [GeneratedRegex(@"\b(8765|8766|5000)\b")]
    private static partial Regex Port();

    [GeneratedRegex(@"(?:served|listening) on:? [a-z]+://[a-z0-9.]+:(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Listening();
}
