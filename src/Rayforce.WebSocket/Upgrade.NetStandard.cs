using System.Net.WebSockets;

namespace Rayforce.WebSocket;

/// <summary>The HTTP request that becomes a WebSocket. .NET Standard does not show the answer of a server that refuses.</summary>
internal static class Upgrade
{
    /// <returns>What sends messages together: nothing.</returns>
    public static async Task<IMessageGathering?> ConnectAsync(
        ClientWebSocket socket,
        Uri endpoint,
        WSClientOptions options,
        Action<UpgradeRefusal> refused,
        CancellationToken cancellationToken)
    {
        if (options.Cookies is { } cookies)
            socket.Options.Cookies = cookies;
        if (options.CertificateValidation is { } validation)
            socket.Options.RemoteCertificateValidationCallback = validation;
        if (options.ClientCertificates is { } certificates)
            socket.Options.ClientCertificates = certificates;
        await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
