using Rayforce.Server;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Rayforce to an ASP.NET Core application.</summary>
public static class RayforceServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <c>MapRayforce</c> and <c>UseRayforce</c> need, and <see cref="RayServerConnections"/> for pushes.
    /// Adding it twice with the same options is adding it once.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">
    /// Limits and engine; null for the defaults. Where to listen and how to log is the application's own business.
    /// </param>
    /// <exception cref="InvalidOperationException">It has been added before with other options.</exception>
    public static IServiceCollection AddRayforce(this IServiceCollection services, RayServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        RayforceServices.Add(services, ServiceDescriptor.Singleton(options ?? new RayServerOptions()));
        return services;
    }

    /// <summary>
    /// As for options that are there already, with options that are made of the application's services: of its
    /// configuration, or with an engine or events that are services. They are made when the server is first needed; an
    /// engine that is a service is disposed of with the others.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Makes the options, once.</param>
    /// <exception cref="InvalidOperationException">It has been added before with other options.</exception>
    public static IServiceCollection AddRayforce(
        this IServiceCollection services, Func<IServiceProvider, RayServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        RayforceServices.Add(services, ServiceDescriptor.Singleton(configure));
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
        return RayforceServices.Add(checks, name);
    }
}
