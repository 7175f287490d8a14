using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.WebSocket;

/// <summary>
/// How a server listens, whom it lets in, and its limits. Immutable: made with an initializer, or <c>with</c>.
/// </summary>
public sealed record WSServerOptions
{
    /// <summary>
    /// The address to listen at: an IP address or <c>localhost</c>. Default <c>0.0.0.0</c>, every IPv4 address of
    /// the machine, as in rayforce-py; without a password that is worth a warning in the log. Not used inside
    /// another application.
    /// </summary>
    public string Host { get; init; } = "0.0.0.0";

    /// <summary>
    /// The port at which the same engine is served over TCP, to native clients too; 0 takes a free one, see
    /// <see cref="WSServer.TcpPort"/>. Default null: no TCP. Not used inside another application; see
    /// <c>UseRayforce</c> there.
    /// </summary>
    public int? TcpPort
    {
        get;
        init => field = value is null or (>= 0 and <= ushort.MaxValue)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(TcpPort), value, "A port is a number from 1 to 65535, or 0 for a free one.");
    }

    /// <summary>
    /// The wire version that TCP clients have to speak. Default null: 1 or 3, whichever the client says. A single one
    /// makes the handshake that of a native server of that generation: one of version 3 closes on a client of version
    /// 1, one of version 1 answers every client.
    /// </summary>
    public WireVersion? TcpWireVersion
    {
        get;
        init => field = value is null or WireVersion.V1 or WireVersion.V3
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(TcpWireVersion), value, "The wire version is 1 or 3, or null for both.");
    }

    /// <summary>
    /// The largest message to take or send, in bytes, header included; also the most that a packed payload may unpack
    /// to. Default 256 MiB, native's own limit. A larger message closes its connection, a WebSocket with the code 1009.
    /// </summary>
    public int MaxMessageSize { get; init => field = OptionValue.AtLeast(FrameHeader.Size, value); } =
        WireLimits.MaxConnectionPayload;

    /// <summary>
    /// How many connections may be open at once; the next is refused, with HTTP 503 or by closing. Default 1024.
    /// </summary>
    public int MaxConnections { get; init => field = OptionValue.AtLeast(1, value); } = 1024;

    /// <summary>How long a client may take to connect and shake hands. Default 5 s, as in rayforce-py.</summary>
    public TimeSpan HandshakeTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a ping goes out on a silent connection. Default 60 s, as in rayforce-py. On TCP the system
    /// asks instead.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a ping may stay without an answer before the connection is dropped. Default 30 s, as in rayforce-py.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client may take to answer a close before it is dropped. Default 10 s, as in rayforce-py.
    /// </summary>
    public TimeSpan CloseTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a client may take to begin to read a reply, beside a second for every 64 KiB of it; one that reads more
    /// slowly is dropped, so that its reply does not stay in memory. Default 30 s.
    /// </summary>
    public TimeSpan SendTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one request may be evaluated before it is answered with the error <c>cancel</c>. Default 5 minutes.
    /// </summary>
    public TimeSpan EvaluationTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The origins whose pages may connect from a browser, beside the server's own: <c>https://example.org</c>, or
    /// <c>*</c> for all. Default none. Clients that are no browser send no origin and are not concerned.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The password that clients send, with any user name: as HTTP Basic authorization, or as the credentials of TCP in
    /// wire version 3; in version 1, which has none, nobody is let in then. Default null: everybody may connect. It
    /// travels as plain text: use it behind TLS, or where nobody listens in.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>
    /// Whether requests that write or reach the system are answered with the error <c>access</c>. Default false.
    /// </summary>
    public bool Restricted { get; init; }

    /// <summary>
    /// The wire version of replies to what names none: a text message, or no frame at all. Default 3.
    /// </summary>
    public WireVersion WireVersion
    {
        get;
        init => field = value is WireVersion.V1 or WireVersion.V3
            ? value
            : throw new ArgumentOutOfRangeException(nameof(WireVersion), value, "The wire version is 1 or 3.");
    } = WireVersion.V3;

    /// <summary>
    /// Whether large replies are packed: for WebSocket clients that speak the subprotocol, and over TCP in wire version
    /// 3. Default null: over TCP yes, as native does; by WebSocket yes, except to this machine, where packing costs
    /// more than it saves: switch it off for native clients there. Packed requests are understood in any case.
    /// </summary>
    public bool? Compression { get; init; }

    /// <summary>
    /// Replies with a payload of more bytes than this are packed. Default and least 2000, as in native Rayforce.
    /// </summary>
    public int CompressionThreshold { get; init => field = OptionValue.AtLeast(FrameCompression.Threshold, value); } =
        FrameCompression.Threshold;

    /// <summary>
    /// What evaluates the requests. Default null: an embedded Rayfall engine of the server's own. One that is given can
    /// be shared by several servers, and stays its owner's to dispose of.
    /// </summary>
    public IRayEngine? Engine { get; init; }

    /// <summary>
    /// Where to log. Default null: warnings and errors to the standard error stream. Not used inside
    /// another application.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"WSServerOptions(host={Host})";
}
