using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// Connects to Rayforce servers over TCP: native ones of both generations, and those of this library. It holds no
/// connection itself and can be used by many threads. A browser has no TCP; there the WebSocket client is the one
/// to use.
/// </summary>
[UnsupportedOSPlatform("browser")]
public sealed class RayTcpClient
{
    private const string Scheme = "rayforce";
    private const string TlsScheme = "rayforces";

    private readonly Uri _endpoint;
    private readonly string _name;
    private readonly string? _credentials;

    /// <summary>Makes a client for <c>rayforce://host:port</c>.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">From 1 to 65535.</param>
    /// <param name="options">How to connect and talk; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="UriFormatException">There is no such host name.</exception>
    public RayTcpClient(string host, int port, RayTcpClientOptions? options = null)
        : this(MakeUri(host, port), options)
    {
    }

    /// <summary>Makes a client for a URL, <c>rayforce://user:password@host:port</c> for example.</summary>
    /// <param name="endpoint">
    /// Of scheme <c>rayforce</c>, or <c>rayforces</c> for TLS, with a port. What stands before an <c>@</c> are
    /// the credentials.
    /// </param>
    /// <param name="options">How to connect and talk; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The URL is relative, of another scheme or without a port, or its credentials are too long.
    /// </exception>
    public RayTcpClient(Uri endpoint, RayTcpClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!IsTcp(endpoint))
        {
            throw new ArgumentException(
                "A TCP URL is rayforce://host:port, or rayforces://host:port for TLS.", nameof(endpoint));
        }

        Options = options ?? new RayTcpClientOptions();
        _endpoint = new UriBuilder(endpoint.Scheme, endpoint.Host, endpoint.Port).Uri;
        _name = $"{endpoint.Scheme}://{endpoint.Host}:{endpoint.Port}";
        _credentials = endpoint.UserInfo.Length > 0
            ? TcpHandshake.CheckCredentials(Uri.UnescapeDataString(endpoint.UserInfo), nameof(endpoint))
            : Options.Credentials;
    }

    /// <summary>Where to, without credentials.</summary>
    public Uri Uri => _endpoint;

    /// <summary>How this client connects and talks.</summary>
    public RayTcpClientOptions Options { get; }

    /// <summary>Connects, shakes hands, and says who is asking where the server wants to know.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>An open connection, to be disposed of by the caller.</returns>
    /// <exception cref="RayforceTcpException">
    /// There is no connection (<see cref="ConnectionErrorReason.ConnectFailed"/>), its peer is no Rayforce server,
    /// speaks another wire version or wants other credentials (<see cref="ConnectionErrorReason.HandshakeFailed"/>), or
    /// it takes too long (<see cref="ConnectionErrorReason.TimedOut"/>). Where trying again is of no use, because of
    /// the credentials or the certificate, the inner exception is an <see cref="AuthenticationException"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs in a browser.</exception>
    public async Task<RayTcpConnection> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var (transport, terms) = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return new RayTcpConnection(transport, terms, Options);
    }

    /// <inheritdoc/>
    public override string ToString() => $"RayTcpClient({_name})";

    /// <summary>
    /// Connects as <see cref="ConnectAsync"/> does, for a caller that hands requests and replies on as bytes.
    /// </summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="pushed">Takes what the server sends unasked; null drops it.</param>
    /// <param name="asked">Answers the server's requests; null refuses them.</param>
    internal async Task<FrameConnection> ConnectFramesAsync(
        CancellationToken cancellationToken,
        Action<PooledBuffer, WireVersion>? pushed = null,
        Func<PooledBuffer, WireVersion, CancellationToken, Task<RayObject>>? asked = null)
    {
        var (transport, terms) = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return new FrameConnection(transport, terms, Options, pushed, asked, forwards: true);
    }

    private static Uri MakeUri(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new UriBuilder(Scheme, host, OptionValue.Port(port, nameof(port))).Uri;
    }

    private static bool IsTcp(Uri endpoint) =>
        endpoint is { IsAbsoluteUri: true, Scheme: Scheme or TlsScheme, Port: > 0, Host.Length: > 0 };

    private async Task<(TcpTransport Transport, ConnectionTerms Terms)> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var opening = OpenStreamAsync(socket);
            var stream = await WithinAsync(
                socket, opening, Options.ConnectTimeout, ConnectFailed, "connect", cancellationToken)
                .ConfigureAwait(false);
            var shaking = TcpHandshake.ShakeAsync(
                stream, Options.WireVersion, _credentials, _endpoint.Authority);
            var version = await WithinAsync(
                socket, shaking, Options.HandshakeTimeout, HandshakeFailed, "shake hands", cancellationToken)
                .ConfigureAwait(false);
            var transport = new TcpTransport(
                socket, stream, _endpoint, _name, version, Options, CanInterrupt(stream, version));
            return (transport, Agree(socket, version));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Native listens for urgent data since wire version 3; under TLS there is none.</summary>
    private bool CanInterrupt(Stream stream, WireVersion version) =>
        Options.CancelOnServer && version == WireVersion.V3 && stream is NetworkStream;

    private ConnectionTerms Agree(Socket socket, WireVersion version)
    {
        var packs = Options.Compression ?? !LoopbackPeer.Is(socket.RemoteEndPoint);
        return new ConnectionTerms
        {
            IsTyped = true,
            WireVersion = version,
            PackAbove = packs ? Options.CompressionThreshold : null,
            ServerAsks = true,
        };
    }

    private async Task<Stream> OpenStreamAsync(Socket socket)
    {
        await socket.ConnectAsync(_endpoint.DnsSafeHost, _endpoint.Port).ConfigureAwait(false);
        TcpKeepAlive.Apply(socket, Options.KeepAliveInterval, Options.KeepAliveTimeout);
        var stream = new NetworkStream(socket, ownsSocket: false);
        if (_endpoint.Scheme == Scheme)
            return stream;
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, Options.CertificateValidation);
        await tls.AuthenticateAsClientAsync(
            _endpoint.DnsSafeHost,
            Options.ClientCertificates,
            SslProtocols.None,
            checkCertificateRevocation: false).ConfigureAwait(false);
        return tls;
    }

    /// <summary>
    /// Waits for a step towards a connection. One that takes too long is ended by closing the socket under it.
    /// </summary>
    private async Task<T> WithinAsync<T>(
        Socket socket,
        Task<T> step,
        TimeSpan timeout,
        Func<Exception, RayforceTcpException> failure,
        string what,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var end = limit.Token.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        try
        {
            return await step.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            TransportLoss.Is(exception) || exception is InvalidDataException or AuthenticationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!limit.IsCancellationRequested)
                throw failure(exception);
            var message = $"It took longer than {timeout} to {what} with {_name}." +
                await NameOtherTransportAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new RayforceTcpException(
                ConnectionErrorReason.TimedOut, _endpoint, message, new TimeoutException(message));
        }
    }

    /// <returns>A sentence with the right URL, where a server for HTTP is there; otherwise null.</returns>
    private async Task<string?> NameOtherTransportAsync() =>
        _endpoint.Scheme == Scheme && await PeerProbe.IsHttpAsync(_endpoint).ConfigureAwait(false)
            ? $" A server for HTTP is there: connect to ws://{_endpoint.Host}:{_endpoint.Port}."
            : null;

    private RayforceTcpException ConnectFailed(Exception cause) => new(
        ConnectionErrorReason.ConnectFailed,
        _endpoint,
        $"Cannot connect to {_name}: {cause.GetBaseException().Message.TrimEnd('.')}. " +
        "Check that a Rayforce server listens there.",
        cause);

    private RayforceTcpException HandshakeFailed(Exception cause) =>
        new(
            ConnectionErrorReason.HandshakeFailed,
            _endpoint,
            $"The handshake with {_name} failed: {cause.Message.TrimEnd('.')}.",
            cause)
        {
            // A server that closes may be full, or on its way down.
            IsTransient = cause is IOException,
        };
}
