using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Rayforce.Cli.Commands;

/// <summary>
/// What <c>rayforce serve</c> tells a collector: meters and spans by OTLP, where OpenTelemetry's own variable names one.
/// Its other variables (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c>, …) count, too.
/// </summary>
internal sealed class ServedTelemetry : IDisposable
{
    /// <summary>The variable that names the collector.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Server = "Rayforce.Server";
    private const string Client = "Rayforce.Client"; // a gateway's own calls

    private readonly MeterProvider _meters;
    private readonly TracerProvider _spans;

    private ServedTelemetry()
    {
        var version = typeof(ServedTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("rayforce", serviceVersion: version?.InformationalVersion)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Server, Client, "System.Runtime")
            .AddOtlpExporter()
            .Build();
        _spans = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Server, Client)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Begins to tell; null where no collector is named.</summary>
    public static ServedTelemetry? Start() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? null : new ServedTelemetry();

    /// <summary>Tells what has not been told.</summary>
    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }
}
