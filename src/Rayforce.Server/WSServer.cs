using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Server;
using Rayforce.Server.Hosting;

namespace Rayforce.WebSocket;

/// <summary>
/// A Rayforce server of its own, by WebSocket and, where <see cref="WSServerOptions.TcpPort"/> says so, by TCP. A plain
/// <c>GET /health</c> is answered with 200, or 503 when the engine does not answer, and needs no password. Inside an
/// ASP.NET Core application use <c>MapRayforce</c> and <c>UseRayforce</c>.
/// </summary>
public sealed class WSServer : IAsyncDisposable
{
    private const int HighestPort = 65535;
    private const string HealthPath = "/health";

    /// <summary>What the host gets beyond the close time-out, so that connections are closed rather than cut.</summary>
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly int _requestedPort;
    private WebApplication? _app;

    /// <summary>Makes a server; it listens when it is started.</summary>
    /// <param name="port">From 1 to 65535; 0 takes a free one, see <see cref="Port"/>.</param>
    /// <param name="options">Host, limits and engine; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="ArgumentException">The host is no IP address and not <c>localhost</c>.</exception>
    public WSServer(int port, WSServerOptions? options = null)
    {
        if (port is < 0 or > HighestPort)
            throw new ArgumentOutOfRangeException(
                nameof(port), port, $"A port is a number from 1 to {HighestPort}, or 0 for a free one.");
        Options = options ?? new WSServerOptions();
        Address = Options.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(Options.Host, out var address) ? address
            : throw new ArgumentException(
                $"The host '{Options.Host}' is no IP address and not localhost.", nameof(options));
        _requestedPort = port;
        Port = port;
        TcpPort = Options.TcpPort;
    }

    /// <summary>How this server listens, whom it lets in, and its limits.</summary>
    public WSServerOptions Options { get; }

    /// <summary>
    /// The port: while the server runs the one that it listens at, else the one that it was made with.
    /// </summary>
    public int Port { get; private set; }

    /// <summary>The TCP port: while the server runs the one that it listens at, else that of the options.</summary>
    public int? TcpPort { get; private set; }

    /// <summary>Where clients find the server: <c>ws://host:port</c>.</summary>
    public Uri Endpoint => new UriBuilder("ws", Options.Host, Port).Uri;

    /// <summary>Where TCP clients find the server: <c>rayforce://host:port</c>; null without a TCP port.</summary>
    public Uri? TcpEndpoint => TcpPort is { } port ? new UriBuilder("rayforce", Options.Host, port).Uri : null;

    /// <summary>The connections of the running server; none while it does not run.</summary>
    public IReadOnlyCollection<RayServerConnection> Connections =>
        _app?.Services.GetRequiredService<RayServerConnections>() ?? (IReadOnlyCollection<RayServerConnection>)[];

    private IPAddress Address { get; }

    private string Listened => $"{Options.Host}:{_requestedPort}" + (Options.TcpPort is { } port ? $" and {port}" : "");

    /// <summary>Starts to listen. A server that was stopped can be started again.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="InvalidOperationException">The server runs already.</exception>
    /// <exception cref="RayforceWSException">The server cannot listen at its address.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_app is not null)
                throw new InvalidOperationException($"Server already started at {Endpoint}.");
            var app = Build();
            try
            {
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await app.DisposeAsync().ConfigureAwait(false);
                if (exception is not IOException)
                    throw;
                throw new RayforceWSException(
                    ConnectionErrorReason.ListenFailed,
                    Endpoint,
                    $"Cannot listen at {Listened}: {exception.Message} Choose another port, or 0 for a free one.",
                    exception);
            }

            (Port, TcpPort) = GetBoundPorts(app);
            _app = app;
            Announce(app.Services.GetRequiredService<ILoggerFactory>());
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Stops: takes no more connections, cancels what is in evaluation, and closes the open ones; a client that does
    /// not answer within <see cref="WSServerOptions.CloseTimeout"/> is cut off.
    /// </summary>
    /// <param name="cancellationToken">Cuts off the connections that are still open.</param>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_app is not { } app)
                throw new InvalidOperationException("Server not started. Call StartAsync first.");
            _app = null;
            Port = _requestedPort;
            TcpPort = Options.TcpPort;
            await using (app.ConfigureAwait(false))
            {
                await app.StopAsync(cancellationToken).ConfigureAwait(false);
                app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Rayforce.Server").Stopped();
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Runs as a program of its own: starts, says so on the console, waits for SIGINT (Ctrl-C), SIGTERM or the token,
    /// stops and says so.
    /// </summary>
    /// <param name="cancellationToken">Ends the run; that is no error.</param>
    /// <exception cref="InvalidOperationException">The server runs already.</exception>
    /// <exception cref="RayforceWSException">The server cannot listen at its address.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        await using var cancelled =
            cancellationToken.UnsafeRegister(_ => stop.TrySetResult(), null).ConfigureAwait(false);

        await StartAsync(CancellationToken.None).ConfigureAwait(false);
        // As rayforce-py prints it; programs wait for the first of these lines.
        Console.WriteLine($"Rayforce WebSocket served on ws://{Options.Host}:{Port}");
        if (TcpEndpoint is not null)
            Console.WriteLine($"Rayforce TCP served on rayforce://{Options.Host}:{TcpPort}");
        await stop.Task.ConfigureAwait(false);
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        Console.WriteLine("Rayforce WebSocket Server stopped.");

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    /// <summary>Stops the server if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync().ConfigureAwait(false);
        _changing.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"WSServer(port={Port})";

    private WebApplication Build()
    {
        // The empty builder reads no configuration files and no environment: what counts is in the options.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = Options.CloseTimeout == Timeout.InfiniteTimeSpan
                ? Options.CloseTimeout
                : Options.CloseTimeout + ShutdownMargin);
        if (Options.LoggerFactory is { } loggers)
            builder.Services.AddSingleton(loggers);
        else
            AddErrorLog(builder.Logging);
        builder.Services.AddRayforce(Options).AddHealthChecks().AddRayforce();
        var app = builder.Build();
        app.MapRayforce();
        app.MapHealthChecks(HealthPath);
        return app;
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = Options.HandshakeTimeout;
        kestrel.Limits.KeepAliveTimeout = Options.HandshakeTimeout;
        kestrel.Listen(Address, _requestedPort);
        if (Options.TcpPort is { } port)
            kestrel.Listen(Address, port, listen => listen.UseRayforce());
    }

    /// <summary>The log of a server that was given none: warnings and errors, to the standard error stream.</summary>
    internal static void AddErrorLog(ILoggingBuilder logging)
    {
        // That the host cannot start is thrown, with its reason; its own stack trace says no more.
        logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private void Announce(ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("Rayforce.Server");
        logger.Listening(Endpoint);
        if (TcpEndpoint is { } tcp)
            logger.Listening(tcp);
        if (Options.Password is null && !IPAddress.IsLoopback(Address))
            logger.ListeningUnprotected(Endpoint);
    }

    private static (int Port, int? TcpPort) GetBoundPorts(WebApplication app)
    {
        // In the order in which they were configured.
        var ports = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address).Port).ToList();
        return (ports[0], ports.Count > 1 ? ports[1] : null);
    }
}
