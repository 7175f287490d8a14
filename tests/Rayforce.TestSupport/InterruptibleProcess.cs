using System.Diagnostics;
using System.Globalization;

namespace Rayforce.TestSupport;

/// <summary>
/// Starts programs that heed SIGINT. A script's background job ignores it, and so does all that such a job starts: the
/// runtime leaves an ignored signal ignored. Only a program in between can give it back its meaning.
/// </summary>
public static class InterruptibleProcess
{
    private const string Status = "/proc/self/status";
    private const string Ignored = "SigIgn:";
    private const ulong Interrupt = 1 << 1;

    /// <summary>Whether this process has been told to ignore SIGINT.</summary>
    public static bool IsInterruptIgnored { get; } = File.Exists(Status) && File.ReadLines(Status)
        .Where(line => line.StartsWith(Ignored, StringComparison.Ordinal))
        .Select(line => ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, null))
        .Any(signals => (signals & Interrupt) != 0);

    public static Process Start(ProcessStartInfo start)
    {
        if (IsInterruptIgnored)
        {
            start.ArgumentList.Insert(0, "--default-signal=INT");
            start.ArgumentList.Insert(1, start.FileName);
            start.FileName = "env";
        }

        return Process.Start(start)!;
    }
}
