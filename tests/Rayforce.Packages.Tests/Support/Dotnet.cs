using System.Collections;
using System.Diagnostics;

namespace Rayforce.Packages.Tests.Support;

/// <summary>Programs that run until they end, most of them the .NET SDK's.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs the SDK.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="packages">Where packages are unpacked; null where the user has them.</param>
    /// <param name="arguments">What to do.</param>
    /// <returns>What it printed.</returns>
    public static Task<string> RunAsync(string directory, string? packages, params string[] arguments) =>
        RunProgramAsync(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", directory, packages, arguments);

    /// <summary>Runs a program that has to end well.</summary>
    public static async Task<string> RunProgramAsync(
        string program, string directory, string? packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Prepare(start, packages);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Limit}.");
        }

        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return await output;
    }

    /// <summary>Gives a program that may run the SDK the surroundings that it has for a user.</summary>
    public static void Prepare(ProcessStartInfo start, string? packages)
    {
        // What the SDK that runs the tests tells its own processes is not for this one.
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (((string)variable.Key).StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove((string)variable.Key);
        }

        // Nothing stays behind that waits for more to do.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
    }
}
