using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>Holds the conversations with all clients, whatever they come by, on one engine.</summary>
internal sealed class Reception : IAsyncDisposable
{
    private readonly RayServerOptions _options;
    private readonly RayServerConnections _connections;
    private readonly CancellationToken _stopping;
    private readonly RayfallEngine? _ownEngine;
    private readonly Responder _responder;
    private readonly ReceiveBudget _receiving;
    private readonly PostRoom _posts;
    private long _lastId;

    public Reception(
        RayServerOptions options,
        RayServerConnections connections,
        ILoggerFactory loggers,
        IHostApplicationLifetime lifetime)
    {
        _options = options;
        _connections = connections;
        Logger = loggers.CreateLogger("Rayforce.Server");
        _stopping = lifetime.ApplicationStopping;
        _ownEngine = options.Engine is null ? new RayfallEngine() : null;
        Engine = options.Engine ?? _ownEngine!;
        Exchange = new Exchange(options, connections);
        Hooks = new ProgramHooks(Engine, options);
        Events = new HostEvents(options.Events, Hooks, Logger);
        Gate = new PasswordGate(options, Logger);
        var memory = Math.Max(options.ReceiveMemory, 2L * options.MaxMessageSize);
        _receiving = new ReceiveBudget(memory);
        _posts = new PostRoom(options.PostTimeout, Logger);
        _responder = new Responder(Engine, options, Events, new ReceiveBudget(memory), Logger);
    }

    public IRayEngine Engine { get; }

    public HostEvents Events { get; }

    public ProgramHooks Hooks { get; }

    public Exchange Exchange { get; }

    public PasswordGate Gate { get; }

    public ILogger Logger { get; }

    /// <summary>Makes the name of a new connection.</summary>
    public string CreateId(string transport) => $"{transport}-{Interlocked.Increment(ref _lastId)}";

    /// <summary>Keeps a place for a client, if there is one.</summary>
    /// <returns>Why there is none; null when there is.</returns>
    public string? Reserve() =>
        _stopping.IsCancellationRequested ? "the server stops"
        : _connections.TryReserve(_options.MaxConnections) ? null
        : "too many connections are open";

    /// <summary>Gives a place back.</summary>
    public void Release() => _connections.Release();

    /// <summary>Holds a conversation to its end.</summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="protocol">What the log calls what has been agreed on.</param>
    /// <param name="lost">The connection is lost.</param>
    /// <returns>Why it ended.</returns>
    public async Task<Ending> ConverseAsync(RayServerConnection connection, string protocol, CancellationToken lost)
    {
        // It disposes of itself, when what its client has left behind is done with.
        var conversation = new Conversation(
            connection, _responder, Events, Hooks, Exchange, _options, _receiving, _posts, Logger);
        connection.Conversation = conversation;
        Logger.Opened(connection.Id, Describe(connection.RemoteEndPoint), protocol);
        _connections.Add(connection);
        ServerMetrics.Connections.Add(1);
        try
        {
            var ending = await conversation.RunAsync(_stopping, lost).ConfigureAwait(false);
            Logger.Closed(connection.Id, ending.Reason);
            return ending;
        }
        finally
        {
            connection.Leave();
            ServerMetrics.Connections.Add(-1);
            _connections.Remove(connection);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _posts.FinishAsync(_options.CloseTimeout).ConfigureAwait(false);
        if (_ownEngine is not null)
            await _ownEngine.DisposeAsync().ConfigureAwait(false);
        _posts.Dispose();
    }

    /// <summary>What the log calls a client's address.</summary>
    public static string Describe(EndPoint? remote) => remote?.ToString() ?? "this machine";
}
