using System.Net.WebSockets;

namespace Rayforce.WebSocket;

/// <summary>The HTTP request that becomes a WebSocket. .NET Standard does not show the answer of a server that refuses.</summary>
internal static class Upgrade
{
    public static Task ConnectAsync(
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
        return socket.ConnectAsync(endpoint, cancellationToken);
    }
}
