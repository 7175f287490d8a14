using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rayforce.WebSocket;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.Server;

/// <summary>
/// Makes a WebSocket of an HTTP request. ASP.NET's own way resets the connection as soon as the client breaks the
/// protocol, and the close frame that says so is lost with it.
/// </summary>
internal static class WebSocketUpgrade
{
    /// <summary>What the key of a client is answered with together (RFC 6455, 1.3).</summary>
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Accepts a request that is one for a WebSocket.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">The subprotocol and how to keep it alive.</param>
    /// <param name="patience">How long the beginning of a frame may take to come.</param>
    /// <returns>The WebSocket, the stream below it, and the one below that.</returns>
    public static async Task<(Socket Socket, GatheringStream Stream, UpgradedStream Connection)> AcceptAsync(
        HttpContext context, WebSocketCreationOptions options, TimeSpan patience)
    {
        var headers = context.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Answer(context.Request.Headers.SecWebSocketKey.ToString().Trim());
        if (options.SubProtocol is not null)
            headers.SecWebSocketProtocol = options.SubProtocol;
        var connection = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync()
            .ConfigureAwait(false);
        var upgraded = new UpgradedStream(connection, patience);
        var stream = new GatheringStream(upgraded);
        return (Socket.CreateFromStream(stream, options), stream, upgraded);
    }

    // What it is answered with is the RFC's; nothing is kept secret by it.
#pragma warning disable CA5350
    private static string Answer(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
#pragma warning restore CA5350
}
