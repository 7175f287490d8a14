using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests;

public sealed class HealthTests : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_server_whose_engine_answers_is_healthy_and_says_so_without_a_password()
    {
        await using var running = await RunningServer.StartAsync(
            new Engines.RayfallEngine(), options => options with { Password = "secret", Restricted = true });

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(running));
        Assert.Empty(running.Server.Connections);
    }

    [Fact]
    public async Task An_engine_that_answers_with_an_error_is_unhealthy_until_it_is_well_again()
    {
        var isIll = true;
        var engine = new FakeEngine(
            (request, _) => Task.FromResult(isIll ? new RayError("io", "no upstream") : request));
        await using var running = await RunningServer.StartAsync(engine);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync(running));
        isIll = false;
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(running));
    }

    [Fact]
    public async Task An_engine_that_fails_is_unhealthy()
    {
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, _) => throw new InvalidOperationException("broken")));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync(running));
    }

    [Fact]
    public async Task Probes_share_one_request_and_give_an_engine_up_that_does_not_answer()
    {
        var (underWay, most) = (0, 0);
        await using var running = await RunningServer.StartAsync(new FakeEngine(async (request, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }

            return request;
        }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(running)));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), answer));
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_whose_engine_does_not_answer_lives_and_is_not_ready(bool obeys)
    {
        var never = new TaskCompletionSource<RayObject>();
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((_, token) => obeys ? never.Task.WaitAsync(token) : never.Task),
            options => options with { CloseTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(running, "/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync(running, "/ready"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync(running));
    }

    [Fact]
    public async Task Two_slow_requests_leave_the_embedded_engine_ready()
    {
        await using var engine = new Engines.RayfallEngine(maxConcurrency: 2);
        await using var running = await RunningServer.StartAsync(
            engine, options => options with { EvaluationTimeout = TimeSpan.FromSeconds(20) });
        await using var first = await running.ConnectAsync();
        await using var second = await running.ConnectAsync();
        var slow = new[] { first, second }.Select(client => client.ExecuteAsync(
            "(do (set f (fn [n] (if (< n 1) 0 (do (sum (til 5000000)) (self (- n 1)))))) (f 1000))")).ToList();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(running, "/ready"));
            Assert.All(slow, task => Assert.False(task.IsCompleted));
        }
    }

    [Fact]
    public async Task An_application_maps_the_check_where_it_likes()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRayforce(new WSServerOptions { Engine = FakeEngine.Echo() });
        builder.Services.AddHealthChecks().AddRayforce();
        await using var app = builder.Build();
        app.MapRayforce("/rayforce");
        app.MapHealthChecks("/ready");
        await app.StartAsync();

        Assert.Equal("Healthy", await _http.GetStringAsync(new Uri(new Uri(app.Urls.Single()), "/ready")));
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(RunningServer running, string path = "")
    {
        using var response = await _http.GetAsync(new Uri($"http://127.0.0.1:{running.Server.Port}/health{path}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
