using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rayforce.Client;

/// <summary>
/// Asks a client's server for a sign of life, over a connection of its own that does not wait behind calls:
/// <c>services.AddHealthChecks().Add(RayClientHealthCheck.Of("trades"))</c>.
/// </summary>
/// <param name="client">The client.</param>
public sealed class RayClientHealthCheck(IRayClient client) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The check of a client that <c>AddRayforceClient</c> has added.</summary>
    /// <param name="name">The client's name, and the check's.</param>
    public static HealthCheckRegistration Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new HealthCheckRegistration(
            name,
            services => new RayClientHealthCheck(services.GetRequiredKeyedService<IRayClient>(name)),
            failureStatus: null,
            tags: null,
            timeout: Patience);
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await client.PingAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (RayforceException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
