using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rayforce.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds clients of Rayforce servers to an application.</summary>
public static class RayforceClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds a client, as a keyed service <see cref="IRayClient"/> under its name; the first one that is added is the one
    /// without a key, too. It logs to the application's log, and its meter is the application's. It is closed with the
    /// application.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The client's name, its key.</param>
    /// <param name="connectionString">Where to, and how; see <see cref="RayClientSettings.Parse"/>.</param>
    /// <param name="configure">Sets what no text can say, such as a provider of credentials; null for nothing.</param>
    /// <exception cref="ArgumentException">The connection string is wrong; the message says where.</exception>
    public static IServiceCollection AddRayforceClient(
        this IServiceCollection services,
        string name,
        string connectionString,
        Func<IServiceProvider, RayClientSettings, RayClientSettings>? configure = null)
    {
        var settings = RayClientSettings.Parse(connectionString);
        return Add(services, name, () => settings, configure);
    }

    /// <summary>
    /// As for a connection string, out of a section of configuration, which is read when the application starts, or
    /// when the client is first wanted; what is wrong in it is an <see cref="OptionsValidationException"/> then.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The client's name, its key.</param>
    /// <param name="section">The section; see <see cref="RayClientSettings.FromConfiguration"/>.</param>
    /// <param name="configure">Sets what no text can say, such as a provider of credentials; null for nothing.</param>
    public static IServiceCollection AddRayforceClient(
        this IServiceCollection services,
        string name,
        IConfiguration section,
        Func<IServiceProvider, RayClientSettings, RayClientSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, name, () => RayClientSettings.FromConfiguration(section), configure);
    }

    private static IServiceCollection Add(
        IServiceCollection services,
        string name,
        Func<RayClientSettings> read,
        Func<IServiceProvider, RayClientSettings, RayClientSettings>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ClientRegistration>, ClientRegistrationValidation>());
        services.AddOptions<ClientRegistration>(name).Configure(registration => registration.Read = read)
            .ValidateOnStart();
        services.AddKeyedSingleton<IRayClient>(name, (provider, _) => Create(provider, name, configure));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IRayClient>(name));
        return services;
    }

    private static RayClient Create(
        IServiceProvider provider,
        string name,
        Func<IServiceProvider, RayClientSettings, RayClientSettings>? configure)
    {
        var settings = provider.GetRequiredService<IOptionsMonitor<ClientRegistration>>().Get(name).Read!();
        settings = settings with
        {
            Name = settings.Name ?? name,
            LoggerFactory = provider.GetService<ILoggerFactory>() ?? settings.LoggerFactory,
            MeterFactory = provider.GetService<IMeterFactory>(),
        };
        return new RayClient(configure?.Invoke(provider, settings) ?? settings);
    }
}
