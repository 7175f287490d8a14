using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class HostingTests
{
    [Fact]
    public async Task An_application_serves_Rayforce_beside_its_own_pages()
    {
        await using var app =
            Build(builder => builder.Services.AddRayforce(new WSServerOptions { Engine = FakeEngine.Fallible() }));
        app.MapRayforce("/rayforce");
        app.MapGet("/", context => context.Response.WriteAsync("the application's own page"));
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());

        using var http = new HttpClient();
        Assert.Equal("the application's own page", await http.GetStringAsync(address));
        await using var connection = await new WSClient(new Uri($"ws://{address.Authority}/rayforce")).ConnectAsync();
        Assert.Equal(new RayString("hello"), await connection.ExecuteAsync("hello"));
        Assert.Single(app.Services.GetRequiredService<RayServerConnections>());

        var elsewhere = await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient(new Uri($"ws://{address.Authority}/elsewhere")).ConnectAsync());
        Assert.Contains("404", elsewhere.Message);

        await app.StopAsync();
        await Eventually.HoldsAsync(() => !connection.IsOpen);
    }

    [Fact]
    public async Task Mapping_without_the_services_is_an_error_that_says_so()
    {
        await using var app = Build(_ => { });
        var exception = Assert.Throws<InvalidOperationException>(() => app.MapRayforce());
        Assert.Contains("AddRayforce", exception.Message);
    }

    [Fact]
    public void Adding_the_services_again_with_other_options_is_an_error_and_with_the_same_is_nothing()
    {
        var services = new ServiceCollection();
        services.AddRayforce(new RayServerOptions { MaxConnections = 7 });
        var count = services.Count;
        services.AddRayforce(new RayServerOptions { MaxConnections = 7 });
        Assert.Equal(count, services.Count);
        var exception = Assert.Throws<InvalidOperationException>(() => services.AddRayforce());
        Assert.Contains("other options", exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Which_pages_may_connect_is_said_with_the_path_or_with_the_options(bool withPath)
    {
        string[] origins = ["https://page.example"];
        var options = new WSServerOptions { Engine = FakeEngine.Echo(), AllowedOrigins = withPath ? [] : origins };
        await using var app = Build(builder => builder.Services.AddRayforce(options));
        app.MapRayforce(listener: withPath ? new WSListener { AllowedOrigins = origins } : null);
        await app.StartAsync();
        var endpoint = new Uri($"ws://{new Uri(app.Urls.Single()).Authority}/");

        await using var connection = await new WSClient(endpoint, From("https://page.example")).ConnectAsync();
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient(endpoint, From("https://other.example")).ConnectAsync());

        static WSClientOptions From(string origin) =>
            new() { Headers = new Dictionary<string, string> { ["Origin"] = origin } };
    }

    [Fact]
    public async Task What_happens_is_counted()
    {
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Rayforce.Server")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument.Name, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument.Name, value));
        listener.Start();

        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        await connection.ExecuteAsync("x");
        await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("fail"));

        // Other tests count at the same time.
        lock (counts)
        {
            Assert.Contains("rayforce.server.connections", counts.Keys);
            Assert.InRange(counts["rayforce.server.requests"], 2, long.MaxValue);
            Assert.InRange(counts["rayforce.server.errors"], 1, long.MaxValue);
            Assert.InRange(counts["rayforce.server.received"], 1, long.MaxValue);
            Assert.InRange(counts["rayforce.server.sent"], 1, long.MaxValue);
        }

        void Count(string name, long value)
        {
            lock (counts)
                counts[name] = counts.GetValueOrDefault(name) + value;
        }
    }

    private static WebApplication Build(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure(builder);
        return builder.Build();
    }
}
