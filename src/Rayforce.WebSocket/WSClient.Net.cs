using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.Versioning;

namespace Rayforce.WebSocket;

/// <content>The connection below a WebSocket, which this library sees where it is no browser that has it.</content>
public sealed partial class WSClient
{
    /// <summary>Connects a WebSocket.</summary>
    /// <returns>What sends messages together; null in a browser.</returns>
    private async Task<IMessageGathering?> OpenAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsBrowser())
        {
            await socket.ConnectAsync(_endpoint, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return await OpenGatheringAsync(socket, cancellationToken).ConfigureAwait(false);
    }

    [UnsupportedOSPlatform("browser")]
    private async Task<IMessageGathering?> OpenGatheringAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var gathering = default(GatheringStream);
        var handler = new SocketsHttpHandler
        {
            // As a WebSocket has it that makes its handler itself.
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = Options.Cookies is not null,
            ConnectCallback = async (context, token) =>
            {
                var connection = new System.Net.Sockets.Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await connection.ConnectAsync(context.DnsEndPoint, token).ConfigureAwait(false);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
            PlaintextStreamFilter = (context, _) => new(gathering = new GatheringStream(context.PlaintextStream)),
        };
        if (Options.Cookies is { } cookies)
            handler.CookieContainer = cookies;
        if (Options.CertificateValidation is { } validation)
            handler.SslOptions.RemoteCertificateValidationCallback = validation;
        if (Options.ClientCertificates is { } certificates)
            handler.SslOptions.ClientCertificates = certificates;
        using var invoker = new HttpMessageInvoker(handler);
        await socket.ConnectAsync(_endpoint, invoker, cancellationToken).ConfigureAwait(false);
        return gathering;
    }
}
