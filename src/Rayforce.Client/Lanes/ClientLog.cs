using Microsoft.Extensions.Logging;

namespace Rayforce.Client;

/// <summary>Everything that a client logs: no credentials, and no requests.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Information, "Connected to {Server}, wire version {Version}.")]
    public static partial void Connected(this ILogger logger, string server, int version);

    [LoggerMessage(2, LogLevel.Debug, "No connection to {Server}: {Reason}")]
    public static partial void AttemptFailed(this ILogger logger, string server, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Reason} Attempt {Attempt} has failed; the next follows in {Delay}.")]
    public static partial void Retrying(this ILogger logger, string reason, int attempt, TimeSpan delay);

    [LoggerMessage(4, LogLevel.Warning, "The connection to {Server} is lost: {Reason}.")]
    public static partial void Lost(this ILogger logger, string server, string reason);

    [LoggerMessage(5, LogLevel.Error, "There will be no connection to {Servers}: {Reason}")]
    public static partial void GivenUp(this ILogger logger, string servers, string reason);

    [LoggerMessage(6, LogLevel.Information, "Closed.")]
    public static partial void Closed(this ILogger logger);
}
