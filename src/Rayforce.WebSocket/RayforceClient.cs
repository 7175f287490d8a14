using Rayforce.Client;

namespace Rayforce.WebSocket;

/// <summary>One way in for both transports: what differs is the URL.</summary>
public static class RayforceClient
{
    /// <summary>Connects to a server.</summary>
    /// <param name="url">
    /// <c>ws://host:port/path</c> or <c>wss://</c> for a WebSocket, <c>rayforce://host:port</c> or <c>rayforces://</c>
    /// for TCP. It may hold <c>user:password@</c>.
    /// </param>
    /// <param name="options">
    /// How to connect and talk; null for the defaults. Options of the other transport count for what the two share.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>An open connection, to be disposed of by the caller.</returns>
    /// <exception cref="UriFormatException">It is no URL.</exception>
    /// <exception cref="ArgumentException">The URL is of another scheme.</exception>
    /// <exception cref="RayforceConnectionException">
    /// There is no connection, its peer is no Rayforce server, or it takes too long.
    /// </exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The URL is one of TCP, which browsers do not have.</exception>
    public static async Task<RayConnection> ConnectAsync(
        string url, RayClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        var endpoint = new Uri(url, UriKind.Absolute);
        options ??= new RayClientOptions();
        if (endpoint.Scheme is not ("rayforce" or "rayforces"))
        {
            var client = new WSClient(endpoint, options as WSClientOptions ?? new WSClientOptions(options));
            return await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }

        if (OperatingSystem.IsBrowser())
            throw new PlatformNotSupportedException(
                $"A browser has no TCP: use ws:// or wss:// instead of {endpoint.Scheme}://.");
        var tcpClient = new RayTcpClient(endpoint, options as RayTcpClientOptions ?? new RayTcpClientOptions(options));
        return await tcpClient.ConnectAsync(cancellationToken).ConfigureAwait(false);
    }
}
