using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.WebSocket;

/// <summary>
/// Connects to Rayforce servers over WebSocket: those of this library, and rayforce-py's. It holds no connection itself
/// and can be used by many threads.
/// </summary>
public sealed class WSClient
{
    /// <summary>What a gateway is asked by for an upstream connection of one's own.</summary>
    private const string OwnUpstream = "upstream=own";

    private readonly Uri _endpoint;
    private readonly string _name;
    private readonly byte[]? _credentials;

    /// <summary>Makes a client for <c>ws://host:port</c>.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">From 1 to 65535.</param>
    /// <param name="options">How to connect and talk; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="UriFormatException">There is no such host name.</exception>
    public WSClient(string host, int port, WSClientOptions? options = null)
        : this(MakeUri(host, port), options)
    {
        _name = $"ws://{_endpoint.Host}:{port}";
    }

    /// <summary>Makes a client for <c>ws://host</c>, at HTTP's own port 80.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="options">How to connect and talk; null for the defaults.</param>
    /// <exception cref="UriFormatException">There is no such host name.</exception>
    public WSClient(string host, WSClientOptions? options = null)
        : this(new UriBuilder("ws", host ?? throw new ArgumentNullException(nameof(host))).Uri, options)
    {
    }

    /// <summary>Makes a client for a URL, <c>wss://example.org/rayforce</c> for example.</summary>
    /// <param name="endpoint">
    /// Of scheme <c>ws</c> or <c>wss</c>. A user and password in it become Basic authorization; in a
    /// browser, which can send none, a subprotocol on offer that servers of this library take for it.
    /// </param>
    /// <param name="options">How to connect and talk; null for the defaults.</param>
    /// <exception cref="ArgumentException">The URL is relative or of another scheme.</exception>
    public WSClient(Uri endpoint, WSClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("ws" or "wss"))
            throw new ArgumentException("A WebSocket URL begins with ws:// or wss://.", nameof(endpoint));
        Options = options ?? new WSClientOptions();
        var bare = new UriBuilder(endpoint) { UserName = "", Password = "" };
        if (Options.Upstream == WSUpstream.Own && !bare.Query.Contains(OwnUpstream))
            bare.Query = bare.Query.Length > 1 ? $"{bare.Query.Substring(1)}&{OwnUpstream}" : OwnUpstream;
        _endpoint = bare.Uri;
        _name = $"{endpoint.Scheme}://{endpoint.Authority.Substring(endpoint.Authority.IndexOf('@') + 1)}" +
            (endpoint.AbsolutePath == "/" ? "" : endpoint.AbsolutePath);
        if (endpoint.UserInfo.Length > 0)
        {
            _credentials = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(endpoint.UserInfo));
        }
    }

    /// <summary>Where to, without credentials.</summary>
    public Uri Uri => _endpoint;

    /// <summary>How this client connects and talks.</summary>
    public WSClientOptions Options { get; }

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>An open connection, to be disposed of by the caller.</returns>
    /// <exception cref="RayforceWSException">
    /// There is no connection (<see cref="ConnectionErrorReason.ConnectFailed"/>), its peer is no Rayforce server
    /// (<see cref="ConnectionErrorReason.HandshakeFailed"/>), or it takes too long (<see
    /// cref="ConnectionErrorReason.TimedOut"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The options ask for what the platform does not have; in a browser, headers and cookies.
    /// </exception>
    public async Task<WSClientConnection> ConnectAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (socket, gathering) = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ShakeHandsAsync(socket, cancellationToken).ConfigureAwait(false);
            return new WSClientConnection(socket, gathering, _endpoint, _name, Options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"WSClient({_name})";

    private static Uri MakeUri(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new UriBuilder("ws", host, OptionValue.Port(port, nameof(port))).Uri;
    }

    private async Task<(ClientWebSocket Socket, IMessageGathering? Gathering)> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(Options.NegotiateSubprotocol, cancellationToken).ConfigureAwait(false);
        }
        catch (RayforceWSException exception) when (
            Options.NegotiateSubprotocol
            && exception.Reason == ConnectionErrorReason.ConnectFailed
            && OperatingSystem.IsBrowser())
        {
            // Browsers refuse a server that selects none of the subprotocols on offer; everywhere else that is allowed.
            return await OpenAsync(offerSubprotocol: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(ClientWebSocket Socket, IMessageGathering? Gathering)> OpenAsync(bool offerSubprotocol, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Options.ConnectTimeout);
        UpgradeRefusal? refusal = null;
        try
        {
            Configure(socket.Options, offerSubprotocol);
            var gathering = await Upgrade.ConnectAsync(
                socket, _endpoint, Options, answer => refusal = answer, limit.Token).ConfigureAwait(false);
            return (socket, gathering);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (refusal is not null)
                throw Refused(refusal, exception);
            var other = await NameOtherTransportAsync(exception).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
                throw TimedOut($"Connecting to {_name} took longer than {Options.ConnectTimeout}.{other}");
            throw new RayforceWSException(
                ConnectionErrorReason.ConnectFailed,
                _endpoint,
                $"Cannot connect to {_name}: {exception.GetBaseException().Message.TrimEnd('.')}." +
                (other ?? " Check that a Rayforce server listens there."),
                exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private RayforceWSException Refused(UpgradeRefusal refusal, Exception cause) => new(
        ConnectionErrorReason.ConnectFailed,
        _endpoint,
        $"{_name} refused the connection: {refusal.Describe()}.",
        refusal.ToCause(cause))
    {
        IsTransient = refusal.IsTransient,
    };

    /// <returns>A sentence with the right URL, where a server for TCP is there; otherwise null.</returns>
    private async Task<string?> NameOtherTransportAsync(Exception failure)
    {
        if (OperatingSystem.IsBrowser()
            || _endpoint.Scheme != "ws"
            || (failure is WebSocketException
                && failure.GetBaseException() is SocketException { SocketErrorCode: not SocketError.ConnectionReset }))
        {
            return null;
        }

        return await PeerProbe.IsTcpAsync(_endpoint).ConfigureAwait(false)
            ? $" A Rayforce server for TCP is there: connect to rayforce://{_endpoint.Host}:{_endpoint.Port}."
            : null;
    }

    private void Configure(ClientWebSocketOptions socket, bool offerSubprotocol)
    {
        if (offerSubprotocol && Options.NumberRequests)
            socket.AddSubProtocol(Subprotocol.NumberedName);
        if (offerSubprotocol)
            socket.AddSubProtocol(Subprotocol.Name);
        if (OperatingSystem.IsBrowser())
        {
            if (Options.Headers.Count > 0 || Options.CertificateValidation is not null
                || Options.ClientCertificates is not null || Options.Cookies is not null)
            {
                throw new PlatformNotSupportedException(
                    $"A browser sets headers, cookies and certificates itself: connect to {_name} without Headers, " +
                    "Cookies, CertificateValidation and ClientCertificates.");
            }

            if (_credentials is not null)
                socket.AddSubProtocol(Subprotocol.OfPassword(_credentials));

            return;
        }

        if (_credentials is not null
            && !Options.Headers.Keys.Contains("Authorization", StringComparer.OrdinalIgnoreCase))
        {
            socket.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(_credentials));
        }

        foreach (var header in Options.Headers)
            socket.SetRequestHeader(header.Key, header.Value);
        socket.KeepAliveInterval = Options.KeepAliveInterval;
        socket.KeepAliveTimeout = Options.KeepAliveTimeout;
    }

    private async Task ShakeHandsAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Options.HandshakeTimeout);
        try
        {
            await socket.SendAsync(
                Subprotocol.Greeting.AsMemory(), WebSocketMessageType.Binary, true, limit.Token).ConfigureAwait(false);
            using var reply = new PooledBuffer();
            var kind = await MessageReceiver.ReceiveAsync(
                socket, reply, Options.MaxMessageSize, Timeout.InfiniteTimeSpan, room: null, limit.Token).ConfigureAwait(false);
            if (kind == MessageKind.Binary && Subprotocol.IsGreetingReply(reply.WrittenSpan))
                return;
            if (kind == MessageKind.Close && socket.CloseStatus == WebSocketCloseStatus.PolicyViolation)
                throw Refused(socket.CloseStatusDescription);
            throw HandshakeFailed(kind == MessageKind.Close
                ? $"the server closed the connection ({socket.CloseStatus}" +
                    $"{(socket.CloseStatusDescription is { Length: > 0 } words ? $", {words}" : "")})"
                : $"a {kind} message of {reply.WrittenCount} bytes came instead of the byte 01");
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw limit.IsCancellationRequested
                ? TimedOut($"{_name} did not answer the handshake within {Options.HandshakeTimeout}.")
                : HandshakeFailed(exception.Message, exception);
        }
    }

    /// <summary>A server refuses a page so, which a browser shows no HTTP answer.</summary>
    private RayforceWSException Refused(string? words) => new(
        ConnectionErrorReason.ConnectFailed,
        _endpoint,
        $"{_name} refused the connection: {(string.IsNullOrEmpty(words) ? "access is forbidden" : words)}.")
    {
        IsTransient = false,
    };

    private RayforceWSException HandshakeFailed(string why, Exception? cause = null) => new(
        ConnectionErrorReason.HandshakeFailed,
        _endpoint,
        $"The handshake with {_name} failed: {why.TrimEnd('.')}. Check that it is a Rayforce server.",
        cause);

    private RayforceWSException TimedOut(string message) =>
        new(ConnectionErrorReason.TimedOut, _endpoint, message, new TimeoutException(message));
}
