using System.ComponentModel;
using System.Diagnostics;

namespace Rayforce.Server.Engines;

/// <summary>
/// Ends another process when this one ends, whatever it ends of. A shell watches: its standard input comes to an end with
/// this process.
/// </summary>
internal sealed class Lifeline : IDisposable
{
    /// <summary>
    /// A line says that there is nothing to end. What a process has started, where the system tells, ends with it.
    /// </summary>
    private const string Script = """
        trap '' HUP INT QUIT TERM
        end() {
            children=$(cat /proc/"$1"/task/*/children 2>/dev/null)
            kill -9 "$1"
            for child in $children; do end "$child"; done
        }
        read -r line || end "$1"
        """;

    private readonly Process _watch;

    private Lifeline(Process watch) => _watch = watch;

    /// <summary>Has a process end with this one.</summary>
    /// <param name="process">The system's number of it.</param>
    /// <returns>To be disposed of when it has ended; null where there is no shell.</returns>
    public static Lifeline? TryTie(int process)
    {
        try
        {
            var watch = Process.Start(
                new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", $"{process}"]) { RedirectStandardInput = true })!;
            return new Lifeline(watch);
        }
        catch (Exception exception) when (exception is Win32Exception or PlatformNotSupportedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            _watch.StandardInput.WriteLine();
            _watch.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has been ended itself.
        }

        _watch.Dispose();
    }
}
