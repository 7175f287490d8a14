using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.Versioning;

namespace Rayforce.WebSocket;

/// <summary>The HTTP request that becomes a WebSocket.</summary>
internal static class Upgrade
{
    /// <summary>Sends it.</summary>
    /// <param name="socket">The WebSocket to be, its headers and subprotocols set.</param>
    /// <param name="endpoint">Where to.</param>
    /// <param name="options">Cookies and certificates.</param>
    /// <param name="refused">Told what the server answers instead, before the exception.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What sends messages together; null in a browser, which has the connection itself.</returns>
    /// <exception cref="WebSocketException">There is no WebSocket.</exception>
    public static async Task<IMessageGathering?> ConnectAsync(
        ClientWebSocket socket,
        Uri endpoint,
        WSClientOptions options,
        Action<UpgradeRefusal> refused,
        CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsBrowser())
        {
            // A page never gets to see an answer that is no WebSocket.
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return await ConnectGatheringAsync(socket, endpoint, options, refused, cancellationToken).ConfigureAwait(false);
    }

    [UnsupportedOSPlatform("browser")]
    private static async Task<IMessageGathering?> ConnectGatheringAsync(
        ClientWebSocket socket,
        Uri endpoint,
        WSClientOptions options,
        Action<UpgradeRefusal> refused,
        CancellationToken cancellationToken)
    {
        var gathering = default(GatheringStream);

        // With a handler of one's own its answer can be read; what has become a WebSocket outlives the handler.
        using var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            ConnectCallback = static (context, token) => ConnectAsync(context.DnsEndPoint, token),
            PlaintextStreamFilter = (context, _) => new(gathering = new GatheringStream(context.PlaintextStream)),
        };
        if (options.Cookies is { } cookies)
            (handler.UseCookies, handler.CookieContainer) = (true, cookies);
        if (options.CertificateValidation is { } validation)
            handler.SslOptions.RemoteCertificateValidationCallback = validation;
        if (options.ClientCertificates is { } certificates)
        {
            handler.SslOptions.ClientCertificates = certificates;
            // Which one a server accepts is its own business: it gets the first.
            handler.SslOptions.LocalCertificateSelectionCallback = static (_, _, local, _, _) =>
                local is [var first, ..] ? first : null!;
        }

        using var reader = new RefusalReader(handler, refused);
        using var invoker = new HttpMessageInvoker(reader);
        await socket.ConnectAsync(endpoint, invoker, cancellationToken).ConfigureAwait(false);
        return gathering;
    }

    [UnsupportedOSPlatform("browser")]
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        var connection = new System.Net.Sockets.Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await connection.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
