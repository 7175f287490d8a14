using System.Net.WebSockets;

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
    /// <exception cref="WebSocketException">There is no WebSocket.</exception>
    public static async Task ConnectAsync(
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
            return;
        }

        // With a handler of one's own its answer can be read; what has become a WebSocket outlives the handler.
        using var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseCookies = false };
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
    }
}
