using System.Diagnostics.Metrics;

namespace Rayforce.Server.Diagnostics;

/// <summary>What the server counts, under the meter <c>Rayforce.Server</c>.</summary>
internal static class ServerMetrics
{
    private static readonly Meter Meter = new("Rayforce.Server");

    /// <summary>The connections that are open.</summary>
    public static readonly UpDownCounter<int> Connections =
        Meter.CreateUpDownCounter<int>("rayforce.server.connections", "{connection}", "Open connections.");

    /// <summary>The requests that came.</summary>
    public static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("rayforce.server.requests", "{request}", "Requests received.");

    /// <summary>How long requests took, from their turn to the reply.</summary>
    public static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "rayforce.server.request.duration", "s", "How long requests take, from their turn to the reply.");

    /// <summary>The requests that were answered with an error.</summary>
    public static readonly Counter<long> Errors =
        Meter.CreateCounter<long>("rayforce.server.errors", "{request}", "Requests answered with an error.");

    /// <summary>The wrong passwords that came, over either transport.</summary>
    public static readonly Counter<long> WrongPasswords = Meter.CreateCounter<long>(
        "rayforce.server.wrong_passwords", "{attempt}", "Connections refused for a wrong password.");

    /// <summary>How often a native process had to be started again.</summary>
    public static readonly Counter<long> Restarts = Meter.CreateCounter<long>(
        "rayforce.server.restarts", "{process}", "Native processes started again after they had ended.");

    /// <summary>How often a native process was ended because a request in it would not end.</summary>
    public static readonly Counter<long> Replaced = Meter.CreateCounter<long>(
        "rayforce.server.replaced", "{process}", "Native processes replaced because of a request without end.");

    /// <summary>Requests that were taken out of a native process's journal.</summary>
    public static readonly Counter<long> SetAside = Meter.CreateCounter<long>(
        "rayforce.server.set_aside", "{request}", "Requests set aside because a native process had ended in the middle of them.");

    /// <summary>Evaluations that ran on after they had been given up.</summary>
    public static readonly Counter<long> Abandoned = Meter.CreateCounter<long>(
        "rayforce.server.abandoned", "{evaluation}", "Evaluations given up while they ran.");

    /// <summary>The bytes of the messages that came.</summary>
    public static readonly Counter<long> BytesReceived =
        Meter.CreateCounter<long>("rayforce.server.received", "By", "Bytes of messages received.");

    /// <summary>The bytes of the messages that went out.</summary>
    public static readonly Counter<long> BytesSent =
        Meter.CreateCounter<long>("rayforce.server.sent", "By", "Bytes of messages sent.");

    /// <summary>The values that were published on a topic that somebody had subscribed to.</summary>
    public static readonly Counter<long> Published =
        Meter.CreateCounter<long>("rayforce.server.published", "{publication}", "Publications.");

    /// <summary>What subscribers were sent of them, or will be.</summary>
    public static readonly Counter<long> Delivered =
        Meter.CreateCounter<long>("rayforce.server.delivered", "{publication}", "Publications, times their subscribers.");

    /// <summary>The clients for whom too much waited.</summary>
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>(
        "rayforce.server.dropped", "{connection}", "Connections closed because too much waited for them.");

    /// <summary>The messages that were dropped because too much waited for a client.</summary>
    public static readonly Counter<long> Skipped = Meter.CreateCounter<long>(
        "rayforce.server.skipped", "{message}", "Messages dropped because too much waited for a client.");

    /// <summary>The subscriptions that there are.</summary>
    public static readonly UpDownCounter<int> Subscriptions =
        Meter.CreateUpDownCounter<int>("rayforce.server.subscriptions", "{subscription}", "Subscriptions.");

    /// <summary>The bytes that wait for clients.</summary>
    public static readonly UpDownCounter<long> Backlog =
        Meter.CreateUpDownCounter<long>("rayforce.server.backlog", "By", "Bytes of messages that wait for clients.");
}
