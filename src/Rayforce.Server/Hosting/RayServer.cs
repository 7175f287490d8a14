using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>
/// A Rayforce server of its own: one engine behind any number of listeners, by WebSocket and by TCP. At the port of a
/// WebSocket a plain <c>GET /health/live</c> is answered with 200 as long as the process answers, <c>/health/ready</c> and
/// <c>/health</c> with 200, or 503 when the engine does not answer; they need no password. Inside an ASP.NET Core application use <c>MapRayforce</c> and <c>UseRayforce</c>.
/// </summary>
public sealed class RayServer : IAsyncDisposable
{
    private const string LivePath = "/health/live";
    private static readonly string[] ReadyPaths = ["/health/ready", "/health"];

    /// <summary>
    /// How many connections there may be beside those that have been let in: they ask for health, are about to be told
    /// that there are too many, or wait for their password to be judged.
    /// </summary>
    private const int Unadmitted = 1024;

    /// <summary>What the host gets beyond the close time-out, so that connections are closed rather than cut.</summary>
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _changing = new(1, 1);
    private WebApplication? _app;

    /// <summary>Makes a server; it listens when it is started.</summary>
    /// <param name="options">Limits and engine.</param>
    /// <param name="listeners">Where to listen: one <see cref="RayListener"/> at least.</param>
    /// <exception cref="ArgumentException">There is no listener.</exception>
    public RayServer(RayServerOptions options, params RayListener[] listeners)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(listeners);
        if (listeners.Length == 0)
            throw new ArgumentException("A server needs one listener at least.", nameof(listeners));
        Options = options;
        Listeners = [.. listeners];
        Endpoints = GetRequestedEndpoints();
    }

    /// <summary>Whom this server lets in, its limits and its engine.</summary>
    public RayServerOptions Options { get; }

    /// <summary>Where this server listens.</summary>
    public IReadOnlyList<RayListener> Listeners { get; }

    /// <summary>
    /// Where clients find the server, one for each listener and in the same order. While the server runs, with the
    /// ports that it listens at.
    /// </summary>
    public IReadOnlyList<Uri> Endpoints { get; private set; }

    /// <summary>The connections of the running server; none while it does not run.</summary>
    public IReadOnlyCollection<RayServerConnection> Connections =>
        _app?.Services.GetRequiredService<RayServerConnections>() ?? (IReadOnlyCollection<RayServerConnection>)[];

    /// <inheritdoc cref="RayServerConnections.PublishAsync"/>
    /// <exception cref="InvalidOperationException">The server does not run.</exception>
    public ValueTask<long> PublishAsync(string topic, RayObject value, CancellationToken cancellationToken = default) =>
        (_app ?? throw NotStarted()).Services.GetRequiredService<RayServerConnections>()
            .PublishAsync(topic, value, cancellationToken);

    /// <summary>Whether the server runs.</summary>
    public bool IsRunning => _app is not null;

    /// <summary>Starts to listen. A server that was stopped can be started again.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="InvalidOperationException">The server runs already.</exception>
    /// <exception cref="RayforceException">A certificate cannot be used.</exception>
    /// <exception cref="RayforceConnectionException">
    /// The server cannot listen at an address (<see cref="ConnectionErrorReason.ListenFailed"/>); the exception is that
    /// of the first listener's transport.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_app is not null)
            {
                // As rayforce-py's TCPServer and WSServer say it.
                var what = Listeners.All(static listener => listener is RayTcpListener) ? "listening" : "started";
                throw new InvalidOperationException($"Server already {what} at {Endpoints[0]}.");
            }

            var app = Build();
            try
            {
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await app.DisposeAsync().ConfigureAwait(false);
                if (exception is not (IOException or SocketException))
                    throw;
                throw Listeners[0].CreateException(
                    $"Cannot listen at {string.Join(" and ", Listeners.Select(static at => $"{at.Host}:{at.Port}"))}: " +
                    $"{exception.Message.TrimEnd('.')}. {Advise(exception)}",
                    exception);
            }

            Endpoints = GetBoundEndpoints(app);
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
    /// not answer within <see cref="RayConnectionOptions.CloseTimeout"/> is cut off.
    /// </summary>
    /// <param name="cancellationToken">Cuts off the connections that are still open.</param>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_app is not { } app)
                throw NotStarted();
            _app = null;
            Endpoints = GetRequestedEndpoints();
            await using (app.ConfigureAwait(false))
            {
                await app.StopAsync(cancellationToken).ConfigureAwait(false);
                CreateLogger(app.Services.GetRequiredService<ILoggerFactory>()).Stopped();
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
    /// <exception cref="RayforceConnectionException">The server cannot listen at an address.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default) =>
        RunAsync("Rayforce Server stopped.", started: null, cancellationToken);

    /// <summary>Stops the server if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync().ConfigureAwait(false);
        _changing.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"RayServer({string.Join(", ", Endpoints)}, {(IsRunning ? "listening" : "idle")})";

    /// <summary>Runs as a program of its own, with its own last words.</summary>
    /// <param name="stopped">The last words.</param>
    /// <param name="started">Called when it listens and has said so; null for nothing.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    internal async Task RunAsync(string stopped, Action? started, CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        await using var cancelled =
            cancellationToken.UnsafeRegister(_ => stop.TrySetResult(), null).ConfigureAwait(false);

        await StartAsync(CancellationToken.None).ConfigureAwait(false);
        // As rayforce-py prints it; programs wait for the first of these lines.
        foreach (var (listener, endpoint) in Listeners.Zip(Endpoints))
        {
            Console.WriteLine(
                $"Rayforce {listener.Transport} served on {endpoint.Scheme}://{listener.Host}:{endpoint.Port}");
        }

        started?.Invoke();
        await stop.Task.ConfigureAwait(false);
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        Console.WriteLine(stopped);

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

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
            ErrorLog.Add(builder.Logging);
        builder.Services.AddSingleton(ServerMetrics.Of(Options.MeterFactory));
        RayforceServices.Add(builder.Services, ServiceDescriptor.Singleton(Options));
        RayforceServices.Add(builder.Services.AddHealthChecks(), "rayforce");
        var app = builder.Build();
        if (Options is WSServerOptions { Page: { } page })
            app.Use(page.ServeAsync);
        RayforceServices.Map(app, "/{**path}", static context => context.Features.GetRequiredFeature<WSListener>());
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = static _ => false });
        foreach (var path in ReadyPaths)
            app.MapHealthChecks(path, new HealthCheckOptions { ResponseWriter = WriteHealthAsync });
        return app;
    }

    /// <summary>Says how it is, and behind it what there is to say about that.</summary>
    private static Task WriteHealthAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        // Why it is ill is for the log: everybody may ask.
        var details = report.Status == HealthStatus.Healthy
            ? report.Entries.Values.Select(static entry => entry.Description).OfType<string>()
            : [];
        return context.Response.WriteAsync(string.Join('\n', [report.Status.ToString(), .. details]));
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Kestrel adds the timeout to the time of its clock, which with an infinite one comes to a time long ago.
        var timeout = Options.HandshakeTimeout == Timeout.InfiniteTimeSpan
            ? TimeSpan.FromDays(365)
            : Options.HandshakeTimeout;
        kestrel.Limits.RequestHeadersTimeout = timeout;
        kestrel.Limits.KeepAliveTimeout = timeout;
        kestrel.Limits.MaxConcurrentConnections = (long)Options.MaxConnections + Unadmitted;
        foreach (var listener in Listeners)
            kestrel.Listen(listener.Address, listener.Port, listener.ConfigureOwn);
    }

    private static string Advise(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "Choose an address of this machine, or 0.0.0.0 for all of them.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "Choose a port above 1023, or 0 for a free one.",
        _ => "Choose another port, or 0 for a free one.",
    };

    private void Announce(ILoggerFactory loggers)
    {
        var logger = CreateLogger(loggers);
        foreach (var endpoint in Endpoints)
            logger.Listening(endpoint);
        if (Options.Password is not null || Options.ReadPassword is not null)
            return;
        foreach (var (listener, endpoint) in Listeners.Zip(Endpoints))
        {
            if (listener.IsLoopback)
                continue;
            logger.ListeningUnprotected(endpoint);
            if (!Options.Restricted && Options.Engine is (NativeEngine or ProcessEngine or UpstreamEngine))
                logger.ListeningToSystem(endpoint);
        }
    }

    private static InvalidOperationException NotStarted() => new("Server not started. Call StartAsync first.");

    private static ILogger CreateLogger(ILoggerFactory loggers) => loggers.CreateLogger("Rayforce.Server");

    private List<Uri> GetRequestedEndpoints() =>
        [.. Listeners.Select(static listener => listener.GetEndpoint(listener.Port))];

    private List<Uri> GetBoundEndpoints(WebApplication app)
    {
        // In the order in which they were configured.
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return [.. Listeners.Zip(addresses, static (at, address) => at.GetEndpoint(new Uri(address).Port))];
    }
}
