using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rayforce.Server;
using Rayforce.Server.Hosting;
using Rayforce.Server.Tcp;

namespace Rayforce.WebSocket;

/// <summary>Rayforce inside an ASP.NET Core application.</summary>
public static class RayforceHostingExtensions
{
    /// <summary>
    /// Adds what <see cref="MapRayforce"/> and <see cref="UseRayforce"/> need, and <see cref="RayServerConnections"/>
    /// for pushes.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">
    /// Limits and engine; where to listen and how to log is the application's own business.
    /// </param>
    public static IServiceCollection AddRayforce(this IServiceCollection services, WSServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(options ?? new WSServerOptions());
        services.TryAddSingleton(_ => new RayServerConnections());
        services.TryAddSingleton<Reception>();
        services.TryAddSingleton<WSEndpoint>();
        services.TryAddSingleton<TcpEndpoint>();
        services.TryAddSingleton<EngineHealthCheck>();
        return services;
    }

    /// <summary>
    /// Adds a check that asks the engine for a number: unhealthy is one that answers with an error, or not within 5
    /// seconds because it is dead or busy. Map it with <c>MapHealthChecks</c>.
    /// </summary>
    /// <param name="checks">The application's health checks; <c>AddRayforce</c> on its services is needed too.</param>
    /// <param name="name">What the check is called.</param>
    public static IHealthChecksBuilder AddRayforce(this IHealthChecksBuilder checks, string name = "rayforce")
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Add(new HealthCheckRegistration(
            name, services => services.GetRequiredService<EngineHealthCheck>(), failureStatus: null, tags: null));
    }

    /// <summary>
    /// Serves Rayforce over WebSocket at a path. The application's own authorization can be put on what is returned.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, <c>/</c> for example.</param>
    /// <exception cref="InvalidOperationException"><c>AddRayforce</c> has not been called.</exception>
    public static IEndpointConventionBuilder MapRayforce(this IEndpointRouteBuilder endpoints, string pattern = "/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var endpoint = endpoints.ServiceProvider.GetService<WSEndpoint>()
            ?? throw new InvalidOperationException(
                "MapRayforce needs its services: call builder.Services.AddRayforce() first.");
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(endpoint.ServeAsync);
        return endpoints.Map(pattern, pipeline.Build()).WithDisplayName("Rayforce WebSocket");
    }

    /// <summary>
    /// Serves Rayforce over TCP at a port of Kestrel's, on the same engine as the WebSocket. With <c>UseHttps</c>
    /// before it the port speaks TLS.
    /// </summary>
    /// <param name="listen">The port.</param>
    /// <exception cref="InvalidOperationException"><c>AddRayforce</c> has not been called.</exception>
    public static ListenOptions UseRayforce(this ListenOptions listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        if (listen.ApplicationServices.GetService<TcpEndpoint>() is null)
            throw new InvalidOperationException(
                "UseRayforce needs its services: call builder.Services.AddRayforce() first.");
        listen.UseConnectionHandler<TcpEndpoint>();
        return listen;
    }
}
