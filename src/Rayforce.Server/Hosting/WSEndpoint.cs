using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Conversations;
using Rayforce.Server.Engines;
using Rayforce.WebSocket;

namespace Rayforce.Server.Hosting;

/// <summary>Lets clients in and holds a conversation with each.</summary>
internal sealed class WSEndpoint : IAsyncDisposable
{
    private readonly WSServerOptions _options;
    private readonly WSConnections _connections;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly RayfallEngine? _ownEngine;
    private readonly RequestEvaluator _evaluator;
    private long _lastId;

    public WSEndpoint(
        WSServerOptions options, WSConnections connections, ILoggerFactory loggers, IHostApplicationLifetime lifetime)
    {
        _options = options;
        _connections = connections;
        _logger = loggers.CreateLogger("Rayforce.Server");
        _stopping = lifetime.ApplicationStopping;
        _ownEngine = options.Engine is null ? new RayfallEngine() : null;
        _evaluator = new RequestEvaluator(options.Engine ?? _ownEngine!, options, _logger);
    }

    /// <summary>Serves one HTTP request.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(
                context, StatusCodes.Status426UpgradeRequired, "a WebSocket is served here").ConfigureAwait(false);
        }
        else if (!AccessCheck.IsOriginAllowed(context.Request, _options.AllowedOrigins))
        {
            await RefuseAsync(
                context, StatusCodes.Status403Forbidden, "pages of this origin are not allowed").ConfigureAwait(false);
        }
        else if (_options.Password is { } password && !AccessCheck.HasPassword(context.Request, password))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"rayforce\"";
            await RefuseAsync(
                context, StatusCodes.Status401Unauthorized, "the password is missing or wrong").ConfigureAwait(false);
        }
        else if (!_connections.TryReserve(_options.MaxConnections))
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
                _connections.Release();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ownEngine?.DisposeAsync() ?? default;

    private async Task ConverseAsync(HttpContext context)
    {
        var isTyped = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol.Name);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isTyped ? Subprotocol.Name : null,
            KeepAliveInterval = _options.KeepAliveInterval,
            KeepAliveTimeout = _options.KeepAliveTimeout,
        }).ConfigureAwait(false);

        var packs = isTyped && (_options.Compression ?? !IsLoopback(context.Connection));
        var dialect = new Dialect(isTyped, packs ? _options.CompressionThreshold : null, _options.WireVersion);
        var id = $"ws-{Interlocked.Increment(ref _lastId)}";
        using var sender = new MessageSender(socket, _options.SendTimeout);
        var connection = new WSServerConnection(id, GetRemote(context.Connection), socket, sender, dialect);
        using var conversation = new Conversation(connection, socket, sender, _evaluator, dialect, _options, _logger);
        connection.Conversation = conversation;

        _logger.Opened(id, DescribeRemote(context), isTyped ? Subprotocol.Name : "no subprotocol");
        _connections.Add(connection);
        ServerMetrics.Connections.Add(1);
        try
        {
            var ending = await conversation.RunAsync(_stopping, context.RequestAborted).ConfigureAwait(false);
            _logger.Closed(id, ending.Reason);
        }
        finally
        {
            ServerMetrics.Connections.Add(-1);
            _connections.Remove(connection);
        }
    }

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        _logger.Refused(DescribeRemote(context), status, reason);
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"Refused: {reason}.\n");
    }

    private static IPEndPoint? GetRemote(ConnectionInfo connection) =>
        connection.RemoteIpAddress is { } address ? new IPEndPoint(address, connection.RemotePort) : null;

    private static string DescribeRemote(HttpContext context) =>
        GetRemote(context.Connection)?.ToString() ?? "this machine";

    private static bool IsLoopback(ConnectionInfo connection) =>
        connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
}
