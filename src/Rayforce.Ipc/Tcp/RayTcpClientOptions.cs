using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Rayforce.Ipc;

/// <summary>How a client connects and talks over TCP. Immutable: made with an initializer, or <c>with</c>.</summary>
public sealed record RayTcpClientOptions
{
    /// <summary>
    /// How long connecting may take, name lookup and TLS included. Default 15 s: long enough for a slow name lookup,
    /// short enough to notice a host that swallows packets.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the server may take to answer the handshake and the credentials. Default 5 s, as in native Rayforce.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; init => field = OptionValue.Time(value); } = TcpHandshake.Timeout;

    /// <summary>
    /// How long a call may wait for its reply. Default 10 minutes, more than a server of this library evaluates. A call
    /// that has timed out leaves the connection usable; its late reply is dropped.
    /// </summary>
    public TimeSpan CallTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a frame that has been begun may take to go out before a close cuts it off. Default 10 s.
    /// </summary>
    public TimeSpan CloseTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection is silent before the system asks whether the peer is still there. Default 60 s; infinite
    /// switches it off. Shorter finds dead peers sooner and keeps address translators from forgetting, for a few bytes
    /// of traffic.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long that may stay without an answer before the connection counts as dead. Default 30 s; at least 3 s.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest frame to take, in bytes, header included; also the most that a packed payload may unpack to. Default
    /// 256 MiB, native's own limit. A larger reply fails the connection, because what follows it cannot be trusted to
    /// be read in time.
    /// </summary>
    public int MaxMessageSize { get; init => field = OptionValue.AtLeast(FrameHeader.Size, value); } =
        WireLimits.MaxConnectionPayload;

    /// <summary>
    /// The wire version to speak. Default null: the client finds out. It begins with 3, and takes a server that answers
    /// with 1 to be of core 0.x. Asking for one version refuses servers of the other.
    /// </summary>
    public WireVersion? WireVersion
    {
        get;
        init => field = value is null or Ipc.WireVersion.V1 or Ipc.WireVersion.V3
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(WireVersion), value, "The wire version is 1 or 3, or null to find out.");
    }

    /// <summary>
    /// What a server gets that wants credentials: <c>user:password</c>, or the password alone. At most 254 bytes of
    /// UTF-8 without a NUL. Default null: none; those in a URL come first. It travels as plain text: use
    /// <c>rayforces://</c>, or a network where nobody listens in.
    /// </summary>
    public string? Credentials { get; init => field = TcpHandshake.CheckCredentials(value, nameof(Credentials)); }

    /// <summary>
    /// Whether large requests are packed, in wire version 3. Default null: yes, except to this machine, where packing
    /// costs more than it saves. Packed replies are understood in any case.
    /// </summary>
    public bool? Compression { get; init; }

    /// <summary>
    /// Requests with a payload of more bytes than this are packed. Default and least 2000, as in native Rayforce.
    /// </summary>
    public int CompressionThreshold { get; init => field = OptionValue.AtLeast(FrameCompression.Threshold, value); } =
        FrameCompression.Threshold;

    /// <summary>
    /// Whether the server is asked to stop evaluating a call that was cancelled or has timed out: by a byte of TCP
    /// urgent data, in wire version 3 and without TLS. Default true. The byte is only sent when it cannot hit another
    /// request. Some firewalls move urgent bytes into the stream and so destroy it; switch it off behind those.
    /// </summary>
    public bool CancelOnServer { get; init; } = true;

    /// <summary>Decides about the server's TLS certificate. Default null: the system's rules.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Client certificates for TLS. Default none.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }

    /// <summary>Names the wire version; credentials are for no log.</summary>
    public override string ToString() => $"RayTcpClientOptions(wireVersion={WireVersion?.ToString() ?? "any"})";
}
