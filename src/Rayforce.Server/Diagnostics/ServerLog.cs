using Microsoft.Extensions.Logging;

namespace Rayforce.Server.Diagnostics;

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

    [LoggerMessage(12, LogLevel.Information, "Connected to the upstream {Upstream}, wire version {Version}.")]
    public static partial void UpstreamConnected(this ILogger logger, string upstream, int version);

    [LoggerMessage(13, LogLevel.Warning, "{Reason} The next attempt follows in {Delay}.")]
    public static partial void UpstreamUnreachable(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(14, LogLevel.Warning, "An upstream connection is lost: {Reason}")]
    public static partial void UpstreamLost(this ILogger logger, string reason);

    [LoggerMessage(15, LogLevel.Information, "Started {Binary} as process {Process}, listening on port {Port}.")]
    public static partial void ProcessStarted(this ILogger logger, string binary, int process, int port);

    [LoggerMessage(17, LogLevel.Error, "The host's {Event} failed.")]
    public static partial void EventFailed(this ILogger logger, string @event, Exception exception);

    [LoggerMessage(16, LogLevel.Warning, "{Reason} It is started again in {Delay}.")]
    public static partial void ProcessEnded(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(18, LogLevel.Warning, "{Connection}: requests without a reply are dropped: {Reason}.")]
    public static partial void PostsDropped(this ILogger logger, string connection, string reason);

    [LoggerMessage(19, LogLevel.Warning,
        "{Connection}: the engine goes on with a request {Grace} after it was cancelled, and is left to it.")]
    public static partial void EngineGoesOn(this ILogger logger, string connection, TimeSpan grace);

    [LoggerMessage(20, LogLevel.Warning,
        "A wrong password from {Remote}, number {Count} of late; the next one from there waits {Delay}.")]
    public static partial void WrongPassword(this ILogger logger, string remote, int count, TimeSpan delay);

    [LoggerMessage(21, LogLevel.Warning,
        "At {Endpoint} they can run any program of this machine too, and read and write its files: the engine reaches " +
        "the system. Restrict it, or set a password.")]
    public static partial void ListeningToSystem(this ILogger logger, Uri endpoint);

    [LoggerMessage(22, LogLevel.Information, "The certificate {File} has been read again.")]
    public static partial void CertificateReloaded(this ILogger logger, string file);

    [LoggerMessage(23, LogLevel.Warning, "The certificate {File} cannot be read again, and the last one holds: {Reason}")]
    public static partial void CertificateKept(this ILogger logger, string file, string reason);

    [LoggerMessage(24, LogLevel.Error,
        "The native engine is held up: a request goes on in it that was given up {Overdue} ago or more, and cannot be " +
        "ended. Others get the error limit, and the server is not ready, until it ends.")]
    public static partial void EngineHeldUp(this ILogger logger, TimeSpan overdue);

    [LoggerMessage(25, LogLevel.Warning, "{Connection}: a request took {Time}: {Source}")]
    public static partial void SlowRequest(this ILogger logger, string connection, TimeSpan time, string source);
}
