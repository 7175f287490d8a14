using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rayforce.Cli.Commands;
using Rayforce.Client;

namespace Rayforce.Cli.Tests;

/// <summary>What a collector of OpenTelemetry's hears of <c>rayforce serve</c>.</summary>
public sealed class TelemetryTests
{
    [SkippableFact]
    public async Task A_collector_that_is_named_hears_of_requests_at_the_latest_when_the_server_stops()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals here.");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var told = new ConcurrentDictionary<string, ConcurrentBag<string>>();
        await using var collector = WebApplication.CreateSlimBuilder().Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{kind}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            var kind = (string)context.GetRouteValue("kind")!;
            told.GetOrAdd(kind, static _ => []).Add(await reader.ReadToEndAsync(limit.Token));
        });
        await collector.StartAsync(limit.Token);
        (string, string)[] variables =
        [
            (ServedTelemetry.Variable, collector.Urls.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=here"),
        ];
        using var server = await ServedProcess.StartAsync(static _ => { }, variables, "--tcp-port", "0");
        await using (var connection = await new RayTcpClient("127.0.0.1", server.TcpPort).ConnectAsync(limit.Token))
            Assert.Equal(3, (long)await connection.ExecuteAsync("(+ 1 2)", limit.Token));

        using (var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]))
            await kill.WaitForExitAsync(limit.Token);
        await server.Process.WaitForExitAsync(limit.Token);

        Assert.Equal(ExitCode.Success, server.Process.ExitCode);
        var meters = string.Concat(told["metrics"]);
        Assert.Contains("rayforce.server.requests", meters, StringComparison.Ordinal);
        Assert.Contains("rayforce.server.request.duration", meters, StringComparison.Ordinal);
        Assert.Contains("deployment.environment.name", meters, StringComparison.Ordinal);
        Assert.Contains("Rayforce.Server", string.Concat(told["traces"]), StringComparison.Ordinal);
        Assert.DoesNotContain("(+ 1 2)", string.Concat(told["traces"]) + meters, StringComparison.Ordinal);
    }
}
