using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Rayforce.Ipc;

namespace Rayforce.WebSocket;

/// <summary>
/// How a client connects and talks. Immutable: <c>new WSClientOptions { WireVersion = WireVersion.V1 }</c>, or
/// <c>with</c>.
/// </summary>
public sealed record WSClientOptions
{
    /// <summary>
    /// How long connecting may take, TLS and the HTTP upgrade included. Default 15 s: long enough for a slow name
    /// lookup, short enough to notice a host that swallows packets.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(15);

    /// <summary>How long the server may take to answer the handshake. Default 5 s, as in rayforce-py.</summary>
    public TimeSpan HandshakeTimeout { get; init => field = OptionValue.Time(value); } = Subprotocol.HandshakeTimeout;

    /// <summary>
    /// How long a call may wait for its reply. Default 10 minutes, more than a server of this library evaluates. A call
    /// that has timed out leaves the connection usable; its late reply is dropped.
    /// </summary>
    public TimeSpan CallTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long the server may take to answer a close before the connection is dropped. Default 10 s.
    /// </summary>
    public TimeSpan CloseTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a ping goes out on a silent connection. Default 60 s, as in rayforce-py. Shorter finds dead peers
    /// sooner and keeps proxies from closing, for a few bytes of traffic. A browser does this itself and ignores it.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a ping may stay without an answer before the connection counts as dead. Default 30 s. Ignored in a
    /// browser and on .NET Framework, which cannot wait for the answer to a ping.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest message to take, in bytes, header included; also the most that a packed payload may unpack to.
    /// Default 256 MiB, native's own limit. A larger reply fails the connection, because what follows it cannot be
    /// trusted to be read in time.
    /// </summary>
    public int MaxMessageSize { get; init => field = OptionValue.AtLeast(FrameHeader.Size, value); } =
        WireLimits.MaxConnectionPayload;

    /// <summary>
    /// The wire version of the requests; the server answers in the same one. Default 3. Servers of core 0.x need 1.
    /// </summary>
    public WireVersion WireVersion
    {
        get;
        init => field = value is WireVersion.V1 or WireVersion.V3
            ? value
            : throw new ArgumentOutOfRangeException(nameof(WireVersion), value, "The wire version is 1 or 3.");
    } = WireVersion.V3;

    /// <summary>
    /// Whether the subprotocol <c>rayforce.ipc</c> is offered, which brings real error objects, pushes and packing.
    /// Default true; a server that does not know it is spoken to as rayforce-py's is.
    /// </summary>
    public bool NegotiateSubprotocol { get; init; } = true;

    /// <summary>
    /// Whether large requests are packed, under the subprotocol. Default null: yes, except to this machine, where
    /// packing costs more than it saves. Packed replies are understood in any case.
    /// </summary>
    public bool? Compression { get; init; }

    /// <summary>
    /// Requests with a payload of more bytes than this are packed. Default and least 2000, as in native Rayforce.
    /// </summary>
    public int CompressionThreshold { get; init => field = OptionValue.AtLeast(FrameCompression.Threshold, value); } =
        FrameCompression.Threshold;

    /// <summary>
    /// Headers of the HTTP upgrade, <c>Authorization</c> for example. A user and password in the URL become Basic
    /// authorization unless that header is given. Not available in a browser, which refuses the connection then.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Where cookies are kept: those that an answer to the HTTP upgrade brings, and that the next connection sends.
    /// With one container a client's connections, and its reconnections, reach the same server behind a proxy that
    /// remembers it by a cookie. Default null: cookies are neither kept nor sent. Not available in a browser, which
    /// keeps them itself.
    /// </summary>
    public CookieContainer? Cookies { get; init; }

    /// <summary>
    /// Decides about the server's TLS certificate. Default null: the system's rules. Not available in a browser, nor on
    /// .NET Framework, where <c>ServicePointManager</c> decides.
    /// </summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Client certificates for TLS. Default none. Not available in a browser.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }
}
