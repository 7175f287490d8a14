using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Telemetry;

/// <summary>What a client logs, traces and measures.</summary>
public class ClientTelemetryTests
{
    [Fact]
    public async Task Calls_are_spans_with_the_attributes_of_database_clients_and_without_their_text()
    {
        var name = Guid.NewGuid().ToString("N");
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Rayforce.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (name.Equals(span.GetTagItem("rayforce.client.name")))
                    spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await RunningServer.StartWithTcpAsync();
        await using var client = new RayClient(ClientTarget.Url(server, "rayforce", $"name={name}"));

        await client.ExecuteAsync("s3cret");
        await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("fail"));
        await client.PostAsync("s3cret");

        Assert.Equal(["execute", "execute", "post"], spans.Select(span => span.OperationName));
        Assert.All(spans, span =>
        {
            Assert.Equal(ActivityKind.Client, span.Kind);
            Assert.Equal("rayforce", span.GetTagItem("db.system.name"));
            Assert.Equal(span.OperationName, span.GetTagItem("db.operation.name"));
            Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
            Assert.Equal(server.TcpPort, span.GetTagItem("server.port"));
            Assert.DoesNotContain("s3cret", string.Join(" ", span.TagObjects), StringComparison.Ordinal);
        });
        var failed = spans.ElementAt(1);
        Assert.Equal(ActivityStatusCode.Error, failed.Status);
        Assert.Equal("type", failed.GetTagItem("error.type"));
        Assert.Equal("type", failed.GetTagItem("db.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, spans.First().Status);
    }

    [Fact]
    public async Task Calls_their_bytes_and_reconnects_are_measured()
    {
        var name = Guid.NewGuid().ToString("N");
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Rayforce.Client")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, 1, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        // The first connection ends behind its first answer, the second goes on.
        await using var server = FakeServer.StartAccepting(async accept =>
        {
            for (var isFirst = true; ; isFirst = false)
            {
                using var client = await accept();
                Assert.Equal([3, 0], await client.ReceiveAsync(2));
                await client.SendAsync([3, 0]);
                do
                {
                    var (_, request) = await client.ReceiveFrameAsync();
                    await client.SendFrameAsync(request, MessageType.Response);
                }
                while (!isFirst);
            }
        });
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{server.Port}?name={name}&{ClientTarget.Quickly}");
        var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
        await client.ExecuteAsync(1);
        await reconnecting;

        await client.ExecuteAsync(2);
        listener.RecordObservableInstruments();

        Assert.Equal(2, sums["db.client.operation.duration"]);
        Assert.Equal(0, sums["rayforce.client.in_flight"]);
        Assert.Equal(1, sums["rayforce.client.reconnects"]);
        // Two frames of an I64 each way.
        Assert.Equal(2 * 26, sums["rayforce.client.received"]);
        Assert.Equal(2 * 26, sums["rayforce.client.sent"]);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "rayforce.client.name" && name.Equals(tag.Value))
                    sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
            }
        }
    }

    [Fact]
    public async Task What_happens_to_connections_is_logged_without_credentials_and_requests()
    {
        using var log = new LogRecorder();
        var server = await RunningServer.StartWithTcpAsync(
            FakeEngine.Echo(), options => options with { Password = "s3cret" });
        await using (var client = new RayClient(
            RayClientSettings.Parse($"rayforce://bob:s3cret@127.0.0.1:{server.TcpPort}?reconnectDelay=10ms") with
            {
                LoggerFactory = log,
            }))
        {
            await client.ExecuteAsync("s3cret");
            await server.DisposeAsync();
            await client.WaitForStateAsync(RayClientState.Reconnecting);
            await TestSupport.Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("the next follows in")));
        }

        Assert.Contains(log.Lines, line => line.StartsWith("Information: Connected to rayforce://127.0.0.1:"));
        Assert.Contains(log.Lines, line => line.StartsWith("Warning: The connection to rayforce://127.0.0.1:"));
        Assert.Contains("Information: Closed.", log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("s3cret") || line.Contains("bob"));
    }
}
