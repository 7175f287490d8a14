using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>What makes an application a Rayforce server: a <see cref="RayServer"/>'s own, or somebody's.</summary>
internal static class RayforceServices
{
    /// <summary>Adds the services.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">The options, or what makes them of the services.</param>
    /// <exception cref="InvalidOperationException">They have been added with other options.</exception>
    public static void Add(IServiceCollection services, ServiceDescriptor options)
    {
        var known = services.FirstOrDefault(static service => service.ServiceType == typeof(RayServerOptions));
        if (known is not null)
        {
            if (Equals(options.ImplementationInstance, known.ImplementationInstance)
                && options.ImplementationFactory == known.ImplementationFactory)
                return;
            throw new InvalidOperationException(
                "AddRayforce has been called before, with other options: one application has one engine and one set " +
                "of limits. Call it once; what differs between listeners is given to MapRayforce and UseRayforce.");
        }

        services.Add(options);
        services.AddSingleton(static _ => new RayServerConnections());
        services.TryAddSingleton(static provider => ServerMetrics.Of(
            provider.GetRequiredService<RayServerOptions>().MeterFactory ?? provider.GetService<IMeterFactory>()));
        services.AddSingleton(static provider =>
            new Newcomers(provider.GetRequiredService<RayServerOptions>().MaxNewcomers));
        services.AddSingleton<Reception>();
        services.AddSingleton<WSEndpoint>();
        services.AddSingleton<TcpEndpoint>();
        services.AddSingleton<EngineHealthCheck>();
    }

    /// <summary>Adds the check that asks the engine.</summary>
    public static IHealthChecksBuilder Add(IHealthChecksBuilder checks, string name) =>
        checks.Add(new HealthCheckRegistration(
            name, static services => services.GetRequiredService<EngineHealthCheck>(), failureStatus: null, tags: null));

    /// <summary>Serves WebSockets at a path.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="findListener">Finds the listener by which a request came.</param>
    /// <exception cref="InvalidOperationException">The services have not been added.</exception>
    public static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, WSListener> findListener)
    {
        var endpoint = Find<WSEndpoint>(endpoints.ServiceProvider, "MapRayforce");
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(context => endpoint.ServeAsync(context, findListener(context)));
        return endpoints.Map(pattern, pipeline.Build()).WithDisplayName("Rayforce WebSocket");
    }

    /// <summary>Serves WebSockets at a path.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="listener">How; null for what the options say of WebSockets, or the defaults.</param>
    /// <exception cref="InvalidOperationException">The services have not been added.</exception>
    public static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints, string pattern, WSListener? listener)
    {
        var options = endpoints.ServiceProvider.GetService<RayServerOptions>() as WSServerOptions;
        var found = listener ?? options?.GetWebSocketListener(port: 0) ?? new WSListener();
        return Map(endpoints, pattern, _ => found);
    }

    /// <summary>Serves TCP at a port.</summary>
    /// <param name="listen">The port.</param>
    /// <param name="listener">How; null for what the options say of TCP, or the defaults.</param>
    /// <exception cref="InvalidOperationException">The services have not been added.</exception>
    public static void Use(ListenOptions listen, RayTcpListener? listener)
    {
        Find<TcpEndpoint>(listen.ApplicationServices, "UseRayforce");
        var newcomers = listen.ApplicationServices.GetRequiredService<Newcomers>();
        var logger = listen.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Rayforce.Server");
        listen.Use(next => connection => RayListener.AdmitAsync(connection, next, newcomers, logger));
        var options = listen.ApplicationServices.GetService<RayServerOptions>() as WSServerOptions;
        (listener ?? options?.GetTcpListener(port: 0) ?? new RayTcpListener()).Configure(listen);
    }

    private static T Find<T>(IServiceProvider services, string method)
        where T : class => services.GetService<T>() ?? throw new InvalidOperationException(
            $"{method} needs its services: call builder.Services.AddRayforce() first.");
}
