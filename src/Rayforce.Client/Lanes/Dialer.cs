using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Rayforce.Client;

/// <summary>Makes a connection to one of a client's servers.</summary>
/// <param name="settings">Which they are, and how to talk to them.</param>
/// <param name="logger">Where failures of one of several are told.</param>
internal sealed class Dialer(RayClientSettings settings, ILogger logger)
{
#pragma warning disable CA5394 // Which server a client takes is no secret.
    private static readonly ThreadLocal<Random> Dice = new(static () => new Random(Guid.NewGuid().GetHashCode()));
#pragma warning restore CA5394

    /// <summary>Tries the servers one after another.</summary>
    /// <exception cref="RayforceConnectionException">None is there.</exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    public async Task<RayConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var transport = RayTransports.Find(settings.Endpoints[0].Scheme);
        var options = settings.ConnectionProvider is { } provideOptions
            ? await AskAsync(provideOptions, "options", cancellationToken).ConfigureAwait(false)
            : settings.Connection;
        var credentials = settings.CredentialsProvider is { } provideCredentials
            ? await AskAsync(provideCredentials, "credentials", cancellationToken).ConfigureAwait(false)
            : settings.Credentials;
        var failures = new List<RayforceConnectionException>();
        foreach (var endpoint in GetEndpoints())
        {
            try
            {
                return await transport.ConnectAsync(WithCredentials(endpoint, credentials), options, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (RayforceConnectionException exception)
            {
                logger.AttemptFailed(RayClientSettings.Describe(endpoint), exception.Message);
                failures.Add(exception);
            }
        }

        if (failures.Count == 1)
            ExceptionDispatchInfo.Capture(failures[0]).Throw();
        throw new RayforceClientException(
            failures[0].Reason,
            failures[0].Endpoint,
            $"None of {failures.Count} servers is there. {string.Join(" ", failures.Select(static failure => failure.Message))}",
            new AggregateException(failures))
        {
            IsTransient = failures.Exists(static failure => failure.IsTransient),
        };
    }

    private async Task<T> AskAsync<T>(
        Func<CancellationToken, ValueTask<T>> provide, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await provide(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RayforceClientException(
                ConnectionErrorReason.ConnectFailed,
                settings.Endpoints[0],
                $"There are no {what} to connect with: {exception.Message}",
                exception);
        }
    }

    private Uri[] GetEndpoints()
    {
        Uri[] endpoints = [.. settings.Endpoints];
        if (settings.HostOrder == RayHostOrder.Random)
        {
            var keys = Array.ConvertAll(endpoints, static _ => Dice.Value!.Next());
            Array.Sort(keys, endpoints);
        }

        return endpoints;
    }

    private static Uri WithCredentials(Uri endpoint, string? credentials) =>
        credentials is null || endpoint.UserInfo.Length > 0
            ? endpoint
            : new Uri(
                $"{endpoint.Scheme}://{Uri.EscapeDataString(credentials)}@" +
                endpoint.GetComponents(
                    UriComponents.HostAndPort | UriComponents.PathAndQuery, UriFormat.UriEscaped));
}
