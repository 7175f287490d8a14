using System.Diagnostics.Metrics;

namespace Rayforce.Server.Diagnostics;

/// <summary>What a server and its engine count, under the meter <c>Rayforce.Server</c>.</summary>
/// <param name="meter">The meter.</param>
internal sealed class ServerMetrics(Meter meter)
{
    private const string Name = "Rayforce.Server";

    private static readonly ServerMetrics Shared = new(new Meter(Name));

    /// <summary>Those of an application, or those that all share who have none.</summary>
    /// <param name="factory">
    /// Makes the meter; null where there is none. A factory gives the same meter, and that the same instruments, whoever asks.
    /// </param>
    public static ServerMetrics Of(IMeterFactory? factory) =>
        factory is null ? Shared : new ServerMetrics(factory.Create(new MeterOptions(Name)));

    /// <summary>The connections that are open.</summary>
    public readonly UpDownCounter<int> Connections =
        meter.CreateUpDownCounter<int>("rayforce.server.connections", "{connection}", "Open connections.");

    /// <summary>The requests that came.</summary>
    public readonly Counter<long> Requests =
        meter.CreateCounter<long>("rayforce.server.requests", "{request}", "Requests received.");

    /// <summary>How long requests took, from their turn to the reply.</summary>
    public readonly Histogram<double> Durations = meter.CreateHistogram<double>(
        "rayforce.server.request.duration",
        "s",
        "How long requests take, from their turn to the reply.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    /// <summary>The requests that were answered with an error.</summary>
    public readonly Counter<long> Errors =
        meter.CreateCounter<long>("rayforce.server.errors", "{request}", "Requests answered with an error.");

    /// <summary>The wrong passwords that came, over either transport.</summary>
    public readonly Counter<long> WrongPasswords = meter.CreateCounter<long>(
        "rayforce.server.wrong_passwords", "{attempt}", "Connections refused for a wrong password.");

    /// <summary>How often a native process had to be started again.</summary>
    public readonly Counter<long> Restarts = meter.CreateCounter<long>(
        "rayforce.server.restarts", "{process}", "Native processes started again after they had ended.");

    /// <summary>How often a native process was ended because a request in it would not end.</summary>
    public readonly Counter<long> Replaced = meter.CreateCounter<long>(
        "rayforce.server.replaced", "{process}", "Native processes replaced because of a request without end.");

    /// <summary>Requests that were taken out of a native process's journal.</summary>
    public readonly Counter<long> SetAside = meter.CreateCounter<long>(
        "rayforce.server.set_aside", "{request}", "Requests set aside because a native process had ended in the middle of them.");

    /// <summary>Evaluations that ran on after they had been given up.</summary>
    public readonly Counter<long> Abandoned = meter.CreateCounter<long>(
        "rayforce.server.abandoned", "{evaluation}", "Evaluations given up while they ran.");

    /// <summary>The bytes of the messages that came.</summary>
    public readonly Counter<long> BytesReceived =
        meter.CreateCounter<long>("rayforce.server.received", "By", "Bytes of messages received.");

    /// <summary>The bytes of the messages that went out.</summary>
    public readonly Counter<long> BytesSent =
        meter.CreateCounter<long>("rayforce.server.sent", "By", "Bytes of messages sent.");

    /// <summary>The values that were published on a topic that somebody had subscribed to.</summary>
    public readonly Counter<long> Published =
        meter.CreateCounter<long>("rayforce.server.published", "{publication}", "Publications.");

    /// <summary>What subscribers were sent of them, or will be.</summary>
    public readonly Counter<long> Delivered =
        meter.CreateCounter<long>("rayforce.server.delivered", "{publication}", "Publications, times their subscribers.");

    /// <summary>The clients for whom too much waited.</summary>
    public readonly Counter<long> Dropped = meter.CreateCounter<long>(
        "rayforce.server.dropped", "{connection}", "Connections closed because too much waited for them.");

    /// <summary>The messages that were dropped because too much waited for a client.</summary>
    public readonly Counter<long> Skipped = meter.CreateCounter<long>(
        "rayforce.server.skipped", "{message}", "Messages dropped because too much waited for a client.");

    /// <summary>The subscriptions that there are.</summary>
    public readonly UpDownCounter<int> Subscriptions =
        meter.CreateUpDownCounter<int>("rayforce.server.subscriptions", "{subscription}", "Subscriptions.");

    /// <summary>The bytes that wait for clients.</summary>
    public readonly UpDownCounter<long> Backlog =
        meter.CreateUpDownCounter<long>("rayforce.server.backlog", "By", "Bytes of messages that wait for clients.");
}
