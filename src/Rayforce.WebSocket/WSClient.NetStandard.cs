using System.Net.WebSockets;

namespace Rayforce.WebSocket;

/// <content>The connection below a WebSocket, which the framework has.</content>
public sealed partial class WSClient
{
    /// <summary>Connects a WebSocket.</summary>
    /// <returns>What sends messages together: nothing.</returns>
    private async Task<IMessageGathering?> OpenAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        if (Options.Cookies is { } cookies)
            socket.Options.Cookies = cookies;
        if (Options.CertificateValidation is { } validation)
            socket.Options.RemoteCertificateValidationCallback = validation;
        if (Options.ClientCertificates is { } certificates)
            socket.Options.ClientCertificates = certificates;
        await socket.ConnectAsync(_endpoint, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
