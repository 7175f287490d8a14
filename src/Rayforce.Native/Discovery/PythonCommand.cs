using System.ComponentModel;
using System.Diagnostics;

namespace Rayforce.Native.Discovery;

/// <summary>The Pythons that a shell would start, and where they look for packages.</summary>
internal static class PythonCommand
{
    private const string Question =
        "import importlib.util as u; s = u.find_spec('rayforce'); print((s and s.submodule_search_locations or [''])[0])";

    private static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["python3.exe", "python.exe"] : ["python3", "python"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The programs, in the order of the search path.</summary>
    public static IEnumerable<string> FindAll()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Where(File.Exists);
    }

    /// <summary>The package of a Python, told from where that lies.</summary>
    /// <returns>The package's folder; null where it is not there.</returns>
    public static string? FindPackage(string program)
    {
        var prefix = GetPrefix(program);
        // A link leads to the Python itself, unless it is what makes an environment.
        if (!PythonPrefix.IsVirtual(prefix) && Resolve(program) is { } target)
            prefix = GetPrefix(target);
        return PythonPackage.FindIn(PythonPrefix.GetPackageFolders(prefix));
    }

    /// <summary>The package of a Python, told by itself: it looks for the package, and does not run it.</summary>
    /// <returns>The package's folder; null where it does not say one in time.</returns>
    public static string? AskForPackage(string program)
    {
        // Where it lies: Python would look for packages in the current folder, too.
        var start = new ProcessStartInfo(program, ["-c", Question])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var answer = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience) || !answer.Wait(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            var folder = answer.Result.Trim();
            return folder.Length > 0 && PythonPackage.IsPackage(folder) ? folder : null;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static string GetPrefix(string program) =>
        PythonPrefix.GetPrefixOf(Path.GetDirectoryName(Path.GetFullPath(program))!);

    private static string? Resolve(string program)
    {
        try
        {
            return File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
