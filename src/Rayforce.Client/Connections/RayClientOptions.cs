using System.Net.Security;
using Rayforce.Ipc;
using System.Security.Cryptography.X509Certificates;

namespace Rayforce.Client;

/// <summary>
/// How a client connects and talks, by whatever transport. Immutable: made with an initializer, or <c>with</c>. What
/// only one transport has is in <see cref="RayTcpClientOptions"/>, or in <c>WSClientOptions</c> of Rayforce.WebSocket.
/// </summary>
public record RayClientOptions
{
    /// <summary>
    /// How long connecting may take: name lookup, TLS, and the HTTP upgrade of a WebSocket. Default 15 s: long enough
    /// for a slow name lookup, short enough to notice a host that swallows packets.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the server may take to answer the handshake and the credentials. Default 5 s, as in native Rayforce and
    /// in rayforce-py.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a call may wait for its reply. Default 10 minutes, more than a server of this library evaluates. A call
    /// that has timed out leaves the connection usable; its late reply is dropped.
    /// </summary>
    public TimeSpan CallTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a close may take, with a frame that has been begun and the server's answer, before the connection is
    /// cut off. Default 10 s.
    /// </summary>
    public TimeSpan CloseTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection is silent before the peer is asked whether it is still there: by TCP keep-alive, or a ping
    /// of a WebSocket. Default 60 s, as in rayforce-py; infinite switches it off. Shorter finds dead peers sooner and
    /// keeps proxies and address translators from forgetting, for a few bytes of traffic. A browser does this itself
    /// and ignores it.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long that may stay without an answer before the connection counts as dead. Default 30 s; over TCP at least
    /// 3 s. A WebSocket ignores it in a browser and on .NET Framework, which cannot wait for the answer to a ping.
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
    /// The wire version to speak. Default null: a TCP client finds out what the server speaks, beginning with 3, and a
    /// WebSocket client, who cannot, speaks 3. Servers of core 0.x speak 1. A TCP client that asks for one version
    /// refuses servers of the other.
    /// </summary>
    public WireVersion? WireVersion
    {
        get;
        init => field = value is null or Ipc.WireVersion.V1 or Ipc.WireVersion.V3
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(WireVersion), value, "The wire version is 1 or 3, or null for the client's choice.");
    }

    /// <summary>
    /// Whether large requests are packed, in wire version 3 over TCP and under the subprotocol of a WebSocket.
    /// Default null: yes, except to this machine, where packing costs more than it saves. Packed replies are
    /// understood in any case.
    /// </summary>
    public bool? Compression { get; init; }

    /// <summary>
    /// Requests with a payload of more bytes than this are packed. Default and least 2000, as in native Rayforce.
    /// </summary>
    public int CompressionThreshold { get; init => field = OptionValue.AtLeast(FrameCompression.Threshold, value); } =
        FrameCompression.Threshold;

    /// <summary>
    /// Decides about the server's TLS certificate. Default null: the system's rules. A WebSocket in a browser does not
    /// have it, nor one on .NET Framework, where <c>ServicePointManager</c> decides.
    /// </summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Client certificates for TLS. Default none. A WebSocket in a browser does not have them.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }

    /// <summary>Names the wire version; credentials are for no log.</summary>
    public sealed override string ToString() => $"{GetType().Name}(wireVersion={WireVersion?.ToString() ?? "any"})";
}
