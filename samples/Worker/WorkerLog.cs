using Microsoft.Extensions.Logging;

namespace Rayforce.Samples;

/// <summary>What the worker logs.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Information, "Subscribing to prices.")]
    public static partial void Subscribing(this ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "Price {Sequence}: {Symbol} is at {Average} on average.")]
    public static partial void Averaged(this ILogger logger, long sequence, string symbol, double average);

    [LoggerMessage(3, LogLevel.Warning, "{Missed} prices did not come.")]
    public static partial void Missed(this ILogger logger, long missed);

    [LoggerMessage(4, LogLevel.Warning, "The server is away: {Reason}")]
    public static partial void Away(this ILogger logger, string reason);
}
