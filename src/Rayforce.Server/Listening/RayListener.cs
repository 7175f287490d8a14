using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// Where a server takes connections, and of which transport; all of a server's listeners are of equal rank. Immutable:
/// made with an initializer, or <c>with</c>.
/// </summary>
public abstract record RayListener
{
    private protected RayListener()
    {
    }

    /// <summary>
    /// The address to listen at: an IP address or <c>localhost</c>. Default <c>0.0.0.0</c>, every IPv4 address of
    /// the machine, as in rayforce-py; without a password that is worth a warning in the log. Not used inside
    /// another application, which listens itself.
    /// </summary>
    public string Host { get; init => field = CheckHost(value); } = "0.0.0.0";

    /// <summary>
    /// The port, or 0 for a free one, see <c>RayServer.Endpoints</c>. Not used inside another application.
    /// </summary>
    public int Port { get; init => field = OptionValue.ListeningPort(value); }

    /// <summary>
    /// The certificate for TLS. Default null: what is sent can be read and changed on the way. Not used inside another
    /// application, where <c>UseHttps</c> is for that.
    /// </summary>
    public RayServerTls? Tls { get; init; }

    /// <summary>The address that <see cref="Host"/> says.</summary>
    internal IPAddress Address => Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host);

    /// <summary>Whether only this machine can reach it.</summary>
    internal bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>What the transport is called.</summary>
    internal abstract string Transport { get; }

    /// <summary>Where clients find it.</summary>
    /// <param name="port">The port that it listens at.</param>
    internal abstract Uri GetEndpoint(int port);

    /// <summary>Has Kestrel serve it at a port.</summary>
    internal abstract void Configure(ListenOptions listen);

    /// <summary>Has Kestrel serve it at a port of a server's own, by TLS where there is a certificate.</summary>
    /// <exception cref="RayforceException">The certificate cannot be used.</exception>
    internal void ConfigureOwn(ListenOptions listen)
    {
        var newcomers = listen.ApplicationServices.GetRequiredService<Newcomers>();
        var logger = listen.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Rayforce.Server");
        listen.Use(next => connection => AdmitAsync(connection, next, newcomers, logger));
        if (Tls is not null)
        {
            var files = new TlsFiles(Tls, logger);
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(files.Options) });
        }

        Configure(listen);
    }

    /// <summary>Makes the exception of a listener that cannot listen.</summary>
    internal abstract RayforceConnectionException CreateException(string message, Exception cause);

    /// <summary>Serves a connection, unless too many others from the same address have not even shaken hands.</summary>
    internal static async Task AdmitAsync(
        ConnectionContext connection, ConnectionDelegate next, Newcomers newcomers, ILogger logger)
    {
        using var place = newcomers.TryEnter(connection);
        if (place is null)
        {
            logger.Refused(
                connection.RemoteEndPoint?.ToString() ?? "this machine", "too many connections from there have not shaken hands");
            connection.Abort();
            return;
        }

        await next(connection).ConfigureAwait(false);
    }

    private static string CheckHost(string host, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(host);
        return host == "localhost" || IPAddress.TryParse(host, out _)
            ? host
            : throw new ArgumentException($"The host '{host}' is no IP address and not localhost.", name);
    }
}
