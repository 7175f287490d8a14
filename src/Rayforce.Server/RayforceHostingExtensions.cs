using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rayforce.Server.Hosting;

namespace Rayforce.WebSocket;

/// <summary>Rayforce inside an ASP.NET Core application.</summary>
public static class RayforceHostingExtensions
{
    /// <summary>Adds what <see cref="MapRayforce"/> needs, and <see cref="WSConnections"/> for pushes.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">
    /// Limits and engine; where to listen and how to log is the application's own business.
    /// </param>
    public static IServiceCollection AddRayforce(this IServiceCollection services, WSServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(options ?? new WSServerOptions());
        services.TryAddSingleton(_ => new WSConnections());
        services.TryAddSingleton<WSEndpoint>();
        return services;
    }

    /// <summary>
    /// Serves Rayforce over WebSocket at a path. The application's own authorization can be put on what is returned.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, <c>/</c> for example.</param>
    /// <exception cref="InvalidOperationException"><see cref="AddRayforce"/> has not been called.</exception>
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
}
