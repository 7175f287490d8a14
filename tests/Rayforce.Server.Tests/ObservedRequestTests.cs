using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests;

/// <summary>What is seen of requests from outside: spans, durations, slow ones in the log.</summary>
public class ObservedRequestTests
{
    [Fact]
    public async Task The_server_goes_on_with_the_trace_of_its_client()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Rayforce.Server" or "Rayforce.Tests.Observed",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("Rayforce.Tests.Observed");
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        await using var connection = await running.ConnectAsync();
        ActivityTraceId trace;
        ActivitySpanId parent;
        using (var asking = source.StartActivity("asking")!)
        {
            (trace, parent) = (asking.TraceId, asking.SpanId);
            Assert.Equal(3L, (await connection.ExecuteAsync("(+ 1 2)")).As<long>());
            await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("missing"));
        }

        await Eventually.HoldsAsync(() => Ours().Count == 2);
        Assert.All(Ours(), span => Assert.Equal((parent, true), (span.ParentSpanId, span.HasRemoteParent)));
        Assert.Equal(["name"], Ours().Select(span => span.GetTagItem("error.type")).OfType<string>());

        List<Activity> Ours()
        {
            lock (spans)
                return [.. spans.Where(span => span.Source.Name == "Rayforce.Server" && span.TraceId == trace)];
        }
    }

    [Fact]
    public async Task Requests_are_timed_and_slow_ones_are_logged_with_their_source_cut_short()
    {
        var seen = 0;
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "rayforce.server.request.duration")
                listening.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref seen));
        meters.Start();
        using var log = new LogRecorder();
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(
            engine, options => options with { LoggerFactory = log, SlowRequest = TimeSpan.FromTicks(1) });
        await using var connection = await running.ConnectAsync();
        await connection.ExecuteAsync($"(count \"{new string('x', 500)}\")");
        await connection.ExecuteAsync(new RayList(new RayBuiltin(RayType.Unary, "til"), 3L));
        Assert.True(seen >= 2);
        var slow = log.Lines.Where(line => line.Contains("a request took", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, slow.Count);
        Assert.Contains("(count \"xxx", slow[0]);
        Assert.EndsWith("x…", slow[0]);
        Assert.Contains("til", slow[1]);
    }
}
