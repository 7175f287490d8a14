namespace Rayforce.Client;

/// <summary>
/// A way to reach servers, by the scheme of their URLs. <see cref="RayTransports.Register"/> makes one known to
/// <see cref="RayClient"/>.
/// </summary>
public interface IRayTransport
{
    /// <summary>The schemes of the URLs, in lower case: <c>ws</c> for example.</summary>
    IReadOnlyCollection<string> Schemes { get; }

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="endpoint">
    /// Where to, of one of the schemes. What stands before an <c>@</c> are the credentials, with percent signs.
    /// </param>
    /// <param name="options">
    /// How to connect and talk. Options of another transport count for what all have in common.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RayforceConnectionException">There is no connection.</exception>
    /// <exception cref="ArgumentException">The URL is not complete.</exception>
    Task<RayConnection> ConnectAsync(Uri endpoint, RayClientOptions options, CancellationToken cancellationToken);

    /// <summary>Sets an option that only this transport has, as a connection string says it.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="name">The option's name, in any case.</param>
    /// <param name="value">The value as text.</param>
    /// <returns>The options with it; null when the transport has no such option.</returns>
    /// <exception cref="FormatException">The value is none.</exception>
    RayClientOptions? WithOption(RayClientOptions options, string name, string value);
}
