using Microsoft.Extensions.Logging;

namespace Rayforce.Server;

/// <summary>Everything that the server logs.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {Endpoint}.")]
    public static partial void Listening(this ILogger logger, Uri endpoint);

    [LoggerMessage(2, LogLevel.Warning,
        "Listening on {Endpoint} without authentication: whoever reaches this machine can evaluate anything. " +
        "Set a password, or the host 127.0.0.1.")]
    public static partial void ListeningUnprotected(this ILogger logger, Uri endpoint);

    [LoggerMessage(3, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "{Connection} opened from {Remote}, {Protocol}.")]
    public static partial void Opened(this ILogger logger, string connection, string remote, string protocol);

    [LoggerMessage(5, LogLevel.Information, "{Connection} closed: {Reason}.")]
    public static partial void Closed(this ILogger logger, string connection, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Refused {Remote} with HTTP {Status}: {Reason}.")]
    public static partial void Refused(this ILogger logger, string remote, int status, string reason);

    [LoggerMessage(7, LogLevel.Debug, "{Connection}: a request was answered with the error {Code}.")]
    public static partial void AnsweredError(this ILogger logger, string connection, string code);

    [LoggerMessage(8, LogLevel.Information, "{Connection}: dropped a response that nobody waits for.")]
    public static partial void DroppedResponse(this ILogger logger, string connection);

    [LoggerMessage(9, LogLevel.Error, "{Connection}: the engine failed.")]
    public static partial void EngineFailed(this ILogger logger, string connection, Exception exception);

    [LoggerMessage(10, LogLevel.Error, "{Connection} failed.")]
    public static partial void ConnectionFailed(this ILogger logger, string connection, Exception exception);

    [LoggerMessage(11, LogLevel.Warning, "Refused {Remote}: {Reason}.")]
    public static partial void Refused(this ILogger logger, string remote, string reason);
}
