using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Rayforce;
using Rayforce.Client;
using Rayforce.Server;

// What OpenTelemetry sees of a client and of a server: logs, the spans of one trace on both sides, and the meters. Both
// are in this process; in two, each takes its own half. In the place of the console stands an exporter of your own.
var resource = ResourceBuilder.CreateEmpty().AddService("telemetry-sample");
using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
using var source = new ActivitySource("Sample");
using var traces = Sdk.CreateTracerProviderBuilder()
    .SetResourceBuilder(resource)
    .AddSource("Sample", "Rayforce.Client", "Rayforce.Server")
    .AddConsoleExporter()
    .Build();
var options = new WSServerOptions
{
    Host = "127.0.0.1",
    LoggerFactory = loggers,
    // What takes longer is a warning in the log, with the beginning of its source.
    SlowRequest = TimeSpan.FromMilliseconds(1),
};
await using var server = new WSServer(port: 0, options);
await server.StartAsync();

var settings = RayClientSettings.Parse($"{server.Endpoint}?name=reports") with { LoggerFactory = loggers };
await using var client = new RayClient(settings);

// It reads the meters when it is disposed of, before the client is: by itself it does every minute.
using var meters = Sdk.CreateMeterProviderBuilder()
    .SetResourceBuilder(resource)
    .AddMeter("Rayforce.Client", "Rayforce.Server")
    .AddConsoleExporter()
    .Build();

using (source.StartActivity("report"))
{
    await client.ExecuteAsync("(set trades (table [n] (list (til 1000000))))");
    await client.ExecuteAsync("(select {from: trades s: (sum (* n n)) by: (% n 10)})");
    try
    {
        await client.ExecuteAsync("(sum nothing)");
    }
    catch (RayforceQueryException)
    {
        // It is in the trace, and in the meters of both sides.
    }
}
