using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rayforce.Samples.Tests;

/// <summary>What the sample shows of a client and of a server.</summary>
public sealed partial class TelemetryTests : IAsyncLifetime
{
    private string _output = "";

    public async Task InitializeAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Rayforce.Samples.Telemetry.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        _output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Spans_of_the_server_stand_below_those_of_the_client_in_one_trace_and_tell_errors_but_no_requests()
    {
        var spans = Span().Matches(LogLine().Replace(_output, "")).Select(match => match.Value).ToArray();
        var report = Assert.Single(spans, span => Read(span, "DisplayName") == "report");
        var asked = spans.Where(span => Read(span, "DisplayName") == "execute").ToArray();
        var evaluated = spans.Where(span => Read(span, "DisplayName") == "evaluate").ToArray();

        Assert.Equal(3, asked.Length);
        Assert.All(asked, span => Assert.Equal(Read(report, "SpanId"), Read(span, "ParentSpanId")));
        Assert.Equal(
            asked.Select(span => Read(span, "SpanId")).Order(), evaluated.Select(span => Read(span, "ParentSpanId")).Order());
        Assert.Single(spans.Select(span => Read(span, "TraceId")).Distinct());
        foreach (var side in new[] { asked, evaluated })
            Assert.Single(side, span => span.Contains("error.type: name", StringComparison.Ordinal));
        Assert.All(spans, span => Assert.DoesNotContain("trades", span, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("db.client.operation.duration", "Histogram")]
    [InlineData("rayforce.client.in_flight", "LongSumNonMonotonic")]
    [InlineData("rayforce.client.sent", "LongSum")]
    [InlineData("rayforce.client.received", "LongSum")]
    [InlineData("rayforce.server.connections", "LongSumNonMonotonic")]
    [InlineData("rayforce.server.requests", "LongSum")]
    [InlineData("rayforce.server.request.duration", "Histogram")]
    [InlineData("rayforce.server.errors", "LongSum")]
    [InlineData("rayforce.server.received", "LongSum")]
    [InlineData("rayforce.server.sent", "LongSum")]
    public void Both_sides_are_measured(string name, string type) => Assert.Matches(
        $@"Metric Name: {Regex.Escape(name)}\b.*Metric Type: {type}\r?\n", _output);

    [Fact]
    public void Durations_fall_into_parts_of_a_second() => Assert.Equal(
        3, Regex.Count(_output, @"\(0\.005, ?0\.01\]"));

    [Fact]
    public void What_is_slow_is_logged_with_its_source() =>
        Assert.Matches(@"a request took .*\(select \{from: trades", _output);

    private static string Read(string span, string property) =>
        Regex.Match(span, $@"^Activity\.{property}: +(\S+)", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^(info|warn): .*\r?\n", RegexOptions.Multiline)]
    private static partial Regex LogLine();

    [GeneratedRegex(@"^Activity\.TraceId:.*?(?=^Activity\.TraceId:|^Metric Name:|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Span();
}
