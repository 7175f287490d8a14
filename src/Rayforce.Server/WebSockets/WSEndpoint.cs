using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Rayforce.Client;
using Rayforce.Server.Diagnostics;
using Rayforce.WebSocket;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>Lets clients in that come by WebSocket.</summary>
internal sealed class WSEndpoint(RayServerOptions options, Reception reception)
{
    /// <summary>Serves one HTTP request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="listener">By which it came.</param>
    public async Task ServeAsync(HttpContext context, WSListener listener)
    {
        if (FindFault(context) is { } fault)
        {
            context.Response.Headers.Connection = "close";
            if (fault.Status == StatusCodes.Status426UpgradeRequired)
                context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, fault.Status, fault.Reason).ConfigureAwait(false);
        }
        else if (!AccessCheck.IsHostAllowed(context.Request, listener))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                $"'{context.Request.Host.Host}' is no name of this machine, for which alone this address is; " +
                "AllowedHosts, or --allow-host of the command, lets others in").ConfigureAwait(false);
        }
        else if (!AccessCheck.IsOriginAllowed(context.Request, listener.AllowedOrigins))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                $"pages of '{context.Request.Headers.Origin}' are not allowed; AllowedOrigins, or --origin of the " +
                "command, lets them in").ConfigureAwait(false);
        }
        else if (await JudgeAsync(context).ConfigureAwait(false) is { } access)
        {
            await AdmitAsync(context, listener, access).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at the password.</summary>
    /// <returns>What the client may do; null when it has been refused.</returns>
    private async Task<Access?> JudgeAsync(HttpContext context)
    {
        if (!reception.Gate.IsClosed)
            return Access.Full;
        var access = AccessCheck.ReadCredentials(context) is { } credentials
            ? await reception.Gate.JudgeAsync(GetRemote(context.Connection), credentials, context.RequestAborted)
                .ConfigureAwait(false)
            : Access.None;
        switch (access)
        {
            case Access.NotJudged:
                await RefuseAsync(
                    context,
                    StatusCodes.Status429TooManyRequests,
                    "too many wrong passwords came from this address").ConfigureAwait(false);
                return null;
            case Access.None:
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"rayforce\"";
                await RefuseAsync(
                    context, StatusCodes.Status401Unauthorized, "the password is missing or wrong").ConfigureAwait(false);
                return null;
            default:
                return access;
        }
    }

    private async Task AdmitAsync(HttpContext context, WSListener listener, Access access)
    {
        var credentials = AccessCheck.ReadCredentials(context) ?? [];
        var user = PasswordCheck.GetUser(credentials);
        var remote = GetRemote(context.Connection);
        var password = reception.Gate.IsClosed ? PasswordCheck.GetPassword(credentials) : null;
        var isRestricted = access == Access.Restricted || reception.Events.IsRestricted(user, remote);
        if (!await reception.Events.AuthenticateAsync(user, password, remote, isRestricted, context.RequestAborted)
            .ConfigureAwait(false))
        {
            await RefuseAsync(
                context, StatusCodes.Status403Forbidden, "this client is not let in").ConfigureAwait(false);
        }
        else if (WantsSession(context) && Select(context.WebSockets.WebSocketRequestedProtocols) is null)
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest, $"an upstream of its own needs {Subprotocol.Name}")
                .ConfigureAwait(false);
        }
        else if (reception.Reserve() is { } refusal)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, refusal).ConfigureAwait(false);
        }
        else
        {
            try
            {
                await OpenSessionAsync(context, listener, isRestricted).ConfigureAwait(false);
            }
            finally
            {
                reception.Release();
            }
        }
    }

    /// <summary>The subprotocol to speak with a client: the newest that it offers; null where it offers none that is known.</summary>
    private static string? Select(IList<string> offered) =>
        offered.Contains(Subprotocol.NumberedName) ? Subprotocol.NumberedName
        : offered.Contains(Subprotocol.Name) ? Subprotocol.Name
        : null;

    /// <summary>What keeps a request from being one for a WebSocket, with the status that rayforce-py gives it.</summary>
    private static (int Status, string Reason)? FindFault(HttpContext context)
    {
        var request = context.Request;
        if (HttpProtocol.IsHttp10(request.Protocol))
            return (StatusCodes.Status505HttpVersionNotsupported, "a WebSocket takes HTTP/1.1");
        if (context.WebSockets.IsWebSocketRequest)
            return null;
        if (HttpProtocol.IsHttp11(request.Protocol) && !HttpMethods.IsGet(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, "a WebSocket begins with GET");
        return string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            ? (StatusCodes.Status400BadRequest, "the key or the version of the WebSocket is missing or wrong")
            : (StatusCodes.Status426UpgradeRequired, "a WebSocket is served here");
    }

    /// <summary>Whether a client asks for an upstream connection of its own, where the engine has connections.</summary>
    private bool WantsSession(HttpContext context) =>
        reception.Engine is ISessionEngine && context.Request.Query["upstream"] == "own";

    private async Task OpenSessionAsync(HttpContext context, WSListener listener, bool isRestricted)
    {
        if (!WantsSession(context))
        {
            await ConverseAsync(context, listener, isRestricted, session: null).ConfigureAwait(false);
            return;
        }

        if (((ISessionEngine)reception.Engine).TryOpenSession(isRestricted || options.Restricted) is not { } session)
        {
            await RefuseAsync(
                context, StatusCodes.Status503ServiceUnavailable, "too many clients have an upstream of their own")
                .ConfigureAwait(false);
            return;
        }

        await using (session.ConfigureAwait(false))
            await ConverseAsync(context, listener, isRestricted, session).ConfigureAwait(false);
    }

    private async Task ConverseAsync(
        HttpContext context, WSListener listener, bool isRestricted, IEngineSession? session)
    {
        var protocol = Select(context.WebSockets.WebSocketRequestedProtocols);
        var isTyped = protocol is not null;
        var isNumbered = protocol == Subprotocol.NumberedName;
        var creation = new WebSocketCreationOptions
        {
            IsServer = true,
            SubProtocol = protocol,
            KeepAliveInterval = options.KeepAliveInterval,
            KeepAliveTimeout = options.KeepAliveTimeout,
        };
        var (socket, stream, upgraded) = await WebSocketUpgrade.AcceptAsync(context, creation, options.ReceiveTimeout)
            .ConfigureAwait(false);
        using var accepted = socket;

        var remote = GetRemote(context.Connection);
        var packs = isTyped && (options.Compression ?? !LoopbackPeer.Is(remote));
        var terms = new ConnectionTerms
        {
            IsTyped = isTyped,
            IsNumbered = isNumbered,
            WireVersion = listener.WireVersion,
            PackAbove = packs ? options.CompressionThreshold : null,
        };
        using var link = new WebSocketLink(socket, stream, upgraded, context.Abort, listener, options, isNumbered)
        {
            IsRestricted = isRestricted,
            NewcomerPlace = context.Features.Get<Newcomers.Newcomer>(),
        };
        var connection = new WSServerConnection(
            reception.CreateId("ws"), remote, link, terms, reception.Exchange.Rules)
        {
            Session = session,
        };
        var ending = await reception.ConverseAsync(
            connection, protocol ?? "no subprotocol", context.RequestAborted).ConfigureAwait(false);
        if (ending.Cause is EndingCause.Breach or EndingCause.TooBig)
            await Farewell.DropRestAsync(upgraded.Connection, options.CloseTimeout).ConfigureAwait(false);
    }

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        reception.Logger.Refused(Reception.Describe(GetRemote(context.Connection)), status, reason);
        context.Response.StatusCode = status;
        var text = $"Refused: {reason}.\n";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
        return context.Response.WriteAsync(text);
    }

    private static IPEndPoint? GetRemote(ConnectionInfo connection) =>
        connection.RemoteIpAddress is { } address ? new IPEndPoint(address, connection.RemotePort) : null;
}
