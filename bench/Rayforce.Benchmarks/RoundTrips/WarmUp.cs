using System.Diagnostics;
using System.Runtime;

namespace Rayforce.Benchmarks;

/// <summary>
/// Has everything compiled as well as it will be: methods are compiled again, some at a time, when they have been called
/// often, and those of a request are hundreds.
/// </summary>
internal static class WarmUp
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    /// <summary>Repeats it until nothing has been compiled for a while.</summary>
    public static async Task RunAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        var (last, compiled) = (start, 0L);
        while (Stopwatch.GetElapsedTime(last) < Quiet && Stopwatch.GetElapsedTime(start) < Longest)
        {
            await action();
            if (JitInfo.GetCompiledMethodCount() is var count && count != compiled)
                (last, compiled) = (Stopwatch.GetTimestamp(), count);
        }
    }
}
