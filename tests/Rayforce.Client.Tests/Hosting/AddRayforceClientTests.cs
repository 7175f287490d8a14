using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Rayforce.Client.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Hosting;

/// <summary>Clients as services of an application.</summary>
public class AddRayforceClientTests
{
    [Fact]
    public async Task A_client_is_found_by_its_name_and_the_first_without_one()
    {
        await using var one = await RunningServer.StartWithTcpAsync(new FakeEngine((_, _) => Said("one")));
        await using var other = await RunningServer.StartAsync(new FakeEngine((_, _) => Said("other")));
        var services = new ServiceCollection();
        services.AddRayforceClient("one", ClientTarget.Url(one, "rayforce"));
        services.AddRayforceClient("other", Configure(("Url", ClientTarget.Url(other, "ws"))));
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("one", await provider.GetRequiredKeyedService<IRayClient>("one").ExecuteAsync(1));
        Assert.Equal("other", await provider.GetRequiredKeyedService<IRayClient>("other").ExecuteAsync(1));
        Assert.Same(
            provider.GetRequiredKeyedService<IRayClient>("one"), provider.GetRequiredService<IRayClient>());
    }

    [Fact]
    public async Task What_no_text_can_say_is_set_with_the_services_at_hand()
    {
        var services = new ServiceCollection().AddSingleton("bob:s3cret");
        services.AddRayforceClient(
            "one",
            "rayforce://127.0.0.1:1",
            (provider, settings) => settings with { Credentials = provider.GetRequiredService<string>() });
        await using var provider = services.BuildServiceProvider();

        var client = Assert.IsType<RayClient>(provider.GetRequiredService<IRayClient>());

        Assert.Equal("bob:s3cret", client.Settings.Credentials);
        Assert.Equal("one", client.Settings.Name);
    }

    [Fact]
    public async Task It_is_closed_with_the_application()
    {
        var services = new ServiceCollection().AddRayforceClient("one", "rayforce://127.0.0.1:1");
        var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IRayClient>();

        await provider.DisposeAsync();

        Assert.Equal(RayClientState.Closed, client.State);
    }

    [Fact]
    public void A_wrong_connection_string_is_refused_at_once() => Assert.Throws<ArgumentException>(
        () => new ServiceCollection().AddRayforceClient("one", "rayforce://h:1?nosuch=1"));

    [Fact]
    public async Task Wrong_configuration_stops_the_start_and_says_where_it_is_wrong()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRayforceClient("trades", Configure(("Url", "rayforce://h:1"), ("CallTimeout", "soon")));
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("'trades'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'CallTimeout'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_health_is_that_of_its_server()
    {
        var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        var services = new ServiceCollection().AddLogging();
        services.AddRayforceClient("trades", ClientTarget.Url(server, "rayforce"));
        services.AddHealthChecks().Add(RayClientHealthCheck.Of("trades"));
        await using var provider = services.BuildServiceProvider();
        var health = provider.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        await server.DisposeAsync();
        var report = await health.CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("Cannot connect", report.Entries["trades"].Description, StringComparison.Ordinal);
    }

    private static Task<RayObject> Said(string text) => Task.FromResult<RayObject>(text);

    private static IConfigurationSection Configure(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(
            values.Select(value => new KeyValuePair<string, string?>("Rayforce:" + value.Key, value.Value))).Build()
            .GetSection("Rayforce");
}
