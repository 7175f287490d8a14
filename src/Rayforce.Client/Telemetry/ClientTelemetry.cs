using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rayforce.Client;

/// <summary>
/// What a client shows of its calls, by OpenTelemetry's conventions for database clients: spans of the source
/// <c>Rayforce.Client</c>, and the meter of that name. Requests are in neither, since they may hold secrets.
/// </summary>
internal sealed class ClientTelemetry : IDisposable
{
    private const string Name = "Rayforce.Client";
    private const string System = "rayforce";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _durations;
    private readonly UpDownCounter<int> _inFlight;
    private readonly Counter<long> _reconnects;
    private readonly KeyValuePair<string, object?>[] _tags;

    /// <param name="settings">Whose calls they are.</param>
    /// <param name="traffic">The bytes that have been sent and received so far.</param>
    public ClientTelemetry(RayClientSettings settings, Func<(long Sent, long Received)> traffic)
    {
        _ownsMeter = settings.MeterFactory is null;
        _meter = settings.MeterFactory?.Create(new MeterOptions(Name)) ?? new Meter(Name);
        _tags = CreateTags(settings);
        _durations = _meter.CreateHistogram<double>(
            "db.client.operation.duration",
            "s",
            "How long calls take, the wait for a connection included.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
        _inFlight = _meter.CreateUpDownCounter<int>("rayforce.client.in_flight", "{call}", "Calls under way.");
        _reconnects = _meter.CreateCounter<long>(
            "rayforce.client.reconnects", "{connection}", "Connections made again after a loss.");
        _meter.CreateObservableCounter(
            "rayforce.client.sent", () => new Measurement<long>(traffic().Sent, _tags), "By", "Bytes of messages sent.");
        _meter.CreateObservableCounter(
            "rayforce.client.received",
            () => new Measurement<long>(traffic().Received, _tags),
            "By",
            "Bytes of messages received.");
    }

    /// <summary>A connection has been made again.</summary>
    public void Reconnected() => _reconnects.Add(1, _tags);

    /// <summary>A call begins.</summary>
    /// <param name="operation">What it does.</param>
    public Call Begin(string operation)
    {
        _inFlight.Add(1, _tags);
        var activity = Source.StartActivity(operation, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("db.operation.name", operation);
            foreach (var tag in _tags)
                activity.SetTag(tag.Key, tag.Value);
        }

        return new Call(this, operation, activity, Stopwatch.StartNew());
    }

    public void Dispose()
    {
        if (_ownsMeter)
            _meter.Dispose();
    }

    private static KeyValuePair<string, object?>[] CreateTags(RayClientSettings settings)
    {
        var tags = new List<KeyValuePair<string, object?>> { new("db.system.name", System) };
        if (settings.Name is { } name)
            tags.Add(new("rayforce.client.name", name));
        // Of several servers it may be any.
        if (settings.Endpoints.Count == 1)
        {
            tags.Add(new("server.address", settings.Endpoints[0].Host));
            tags.Add(new("server.port", settings.Endpoints[0].Port));
        }

        return [.. tags];
    }

    private static string GetErrorType(Exception exception) => exception switch
    {
        RayforceQueryException query => query.Code,
        RayforceConnectionException connection => connection.Reason.ToString(),
        _ => exception.GetType().FullName!,
    };

    /// <summary>One call.</summary>
    public readonly struct Call(ClientTelemetry owner, string operation, Activity? activity, Stopwatch begun)
    {
        /// <summary>It has ended.</summary>
        /// <param name="failure">Why it has failed; null when it has not.</param>
        public void End(Exception? failure)
        {
            var tags = new TagList(owner._tags) { { "db.operation.name", operation } };
            if (failure is not null)
            {
                var type = GetErrorType(failure);
                tags.Add("error.type", type);
                activity?.SetTag("error.type", type);
                if (failure is RayforceQueryException query)
                    activity?.SetTag("db.response.status_code", query.Code);
                activity?.SetStatus(ActivityStatusCode.Error, type);
            }

            owner._durations.Record(begun.Elapsed.TotalSeconds, tags);
            owner._inFlight.Add(-1, owner._tags);
            activity?.Dispose();
        }
    }
}
