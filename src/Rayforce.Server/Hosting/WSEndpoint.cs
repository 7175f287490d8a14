using System.Net;
using Microsoft.AspNetCore.Http;
using Rayforce.Server.Conversations;
using Rayforce.WebSocket;

namespace Rayforce.Server.Hosting;

/// <summary>Lets clients in that come by WebSocket.</summary>
internal sealed class WSEndpoint(WSServerOptions options, Reception reception)
{
    /// <summary>Serves one HTTP request.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(
                context, StatusCodes.Status426UpgradeRequired, "a WebSocket is served here").ConfigureAwait(false);
        }
        else if (!AccessCheck.IsOriginAllowed(context.Request, options.AllowedOrigins))
        {
            await RefuseAsync(
                context, StatusCodes.Status403Forbidden, "pages of this origin are not allowed").ConfigureAwait(false);
        }
        else if (options.Password is { } password && !AccessCheck.HasPassword(context.Request, password))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"rayforce\"";
            await RefuseAsync(
                context, StatusCodes.Status401Unauthorized, "the password is missing or wrong").ConfigureAwait(false);
        }
        else if (!reception.TryReserve())
        {
            await RefuseAsync(
                context, StatusCodes.Status503ServiceUnavailable, "too many connections").ConfigureAwait(false);
        }
        else
        {
            try
            {
                await ConverseAsync(context).ConfigureAwait(false);
            }
            finally
            {
                reception.Release();
            }
        }
    }

    private async Task ConverseAsync(HttpContext context)
    {
        var isTyped = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol.Name);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isTyped ? Subprotocol.Name : null,
            KeepAliveInterval = options.KeepAliveInterval,
            KeepAliveTimeout = options.KeepAliveTimeout,
        }).ConfigureAwait(false);

        var remote = GetRemote(context.Connection);
        var packs = isTyped && (options.Compression ?? !Reception.IsLoopback(remote));
        var dialect = new Dialect(isTyped, HasMessages: true, packs ? options.CompressionThreshold : null);
        using var transport = new WSClientTransport(socket, options);
        var connection = new WSServerConnection(reception.CreateId("ws"), remote, transport, dialect);
        await reception.ConverseAsync(
            connection,
            transport,
            dialect,
            isTyped ? Subprotocol.Name : "no subprotocol",
            context.RequestAborted).ConfigureAwait(false);
    }

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        reception.Logger.Refused(Reception.Describe(GetRemote(context.Connection)), status, reason);
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"Refused: {reason}.\n");
    }

    private static IPEndPoint? GetRemote(ConnectionInfo connection) =>
        connection.RemoteIpAddress is { } address ? new IPEndPoint(address, connection.RemotePort) : null;
}
