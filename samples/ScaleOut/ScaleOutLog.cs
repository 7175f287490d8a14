using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Rayforce.Samples;

/// <summary>What this program logs beside YARP.</summary>
internal static partial class ScaleOutLog
{
    [LoggerMessage(1, LogLevel.Information, "{Client} goes to {Server}.")]
    public static partial void Forwarding(this ILogger logger, string client, string server);

    [LoggerMessage(2, LogLevel.Information, "{Client} is done with {Server}, HTTP {Status}.")]
    public static partial void Done(this ILogger logger, string client, string server, int status);

    [LoggerMessage(3, LogLevel.Warning, "{Client} and {Server} have lost each other: {Error}.")]
    public static partial void Broken(this ILogger logger, string client, string server, ForwarderError error);

    [LoggerMessage(4, LogLevel.Warning, "{Client} is refused: there is no server.")]
    public static partial void NoServer(this ILogger logger, string client);
}
