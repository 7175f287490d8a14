using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Engines;
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

    [Fact]
    public async Task Options_and_engine_may_come_out_of_the_application_s_services()
    {
        var made = 0;
        await using var app = Build(builder =>
        {
            builder.Configuration["Rayforce:Password"] = "secret";
            builder.Services.AddSingleton(_ => FakeEngine.Echo());
            builder.Services.AddRayforce(services =>
            {
                made++;
                return new WSServerOptions
                {
                    Engine = services.GetRequiredService<FakeEngine>(),
                    Password = services.GetRequiredService<IConfiguration>()["Rayforce:Password"],
                };
            });
        });
        app.MapRayforce();
        await app.StartAsync();
        var authority = new Uri(app.Urls.Single()).Authority;

        await using var connection = await new WSClient(new Uri($"ws://u:secret@{authority}")).ConnectAsync();
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await Assert.ThrowsAsync<RayforceWSException>(() => new WSClient(new Uri($"ws://{authority}")).ConnectAsync());
        Assert.Equal(1, made);
    }

    [Fact]
    public void Options_that_are_made_later_are_other_options_than_any_that_are_there()
    {
        static RayServerOptions Make(IServiceProvider services) => new();
        var services = new ServiceCollection();
        Func<IServiceProvider, RayServerOptions> configure = Make;
        services.AddRayforce(configure);
        var count = services.Count;
        services.AddRayforce(configure);
        Assert.Equal(count, services.Count);
        Assert.Throws<InvalidOperationException>(() => services.AddRayforce(_ => new RayServerOptions()));
        Assert.Throws<InvalidOperationException>(() => services.AddRayforce());
    }

    [Fact]
    public async Task An_application_has_a_meter_of_its_own_with_all_instruments()
    {
        await using var app = Build(builder => builder.Services.AddRayforce(
            new WSServerOptions { Engine = FakeEngine.Fallible(), Password = "secret" }));
        app.MapRayforce();
        await app.StartAsync();
        var counts = new ConcurrentDictionary<string, double>();
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Rayforce.Server" && instrument.Meter.Scope == factory)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => Count(instrument, 1));
        listener.Start();
        var authority = new Uri(app.Urls.Single()).Authority;
        await using (var connection = await new WSClient(new Uri($"ws://u:secret@{authority}")).ConnectAsync())
        {
            await connection.ExecuteAsync("x");
            await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("fail"));
        }

        await Assert.ThrowsAsync<RayforceWSException>(() => new WSClient(new Uri($"ws://{authority}")).ConnectAsync());
        await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient(new Uri($"ws://u:wrong@{authority}")).ConnectAsync());
        await Eventually.HoldsAsync(() => counts["rayforce.server.connections"] == 0);

        Assert.Equal(2, counts["rayforce.server.requests"]);
        Assert.Equal(2, counts["rayforce.server.request.duration"]);
        Assert.Equal(1, counts["rayforce.server.errors"]);
        Assert.Equal(1, counts["rayforce.server.wrong_passwords"]);
        Assert.True(counts["rayforce.server.received"] > 0);
        Assert.True(counts["rayforce.server.sent"] > 0);

        void Count(Instrument instrument, double value) =>
            counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }

    [Fact]
    public async Task A_server_counts_by_the_meter_factory_of_its_options_and_so_does_a_gateway()
    {
        await using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        var requests = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == "rayforce.server.requests")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref requests, value));
        listener.Start();
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { MeterFactory = factory });
        await using var engine = new UpstreamEngine(
            running.Server.TcpEndpoint!, new UpstreamEngineOptions { MeterFactory = factory });
        await using var gateway = await RunningServer.StartAsync(
            engine, options => options with { MeterFactory = factory });
        await using var connection = await gateway.ConnectAsync();

        await connection.ExecuteAsync("x");

        Assert.Equal(2, Interlocked.Read(ref requests));
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
