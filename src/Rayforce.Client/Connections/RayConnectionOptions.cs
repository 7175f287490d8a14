using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// What clients and servers have to say of a connection alike, whatever carries it. Immutable: made with an
/// initializer, or <c>with</c>.
/// </summary>
public abstract record RayConnectionOptions
{
    /// <summary>
    /// How long the peer may take to shake hands, credentials included. Default 5 s, as in native Rayforce and in
    /// rayforce-py.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a frame that has been begun may stand still; when it comes more slowly than 64 KiB a second, that time is
    /// used up bit by bit, and then the peer loses its connection. Default 30 s. Waiting for a frame to begin takes as
    /// long as it takes.
    /// </summary>
    public TimeSpan ReceiveTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a close may take, with a frame that has been begun and the peer's answer, before the connection is
    /// cut off. Default 10 s, as in rayforce-py.
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
    /// How long that may stay without an answer before the connection counts as dead. Default 30 s, as in rayforce-py;
    /// over TCP at least 3 s. A WebSocket ignores it in a browser and on .NET Framework, which cannot wait for the
    /// answer to a ping.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest message to take, in bytes, header included; a packed one may not unpack to more, and a server sends no
    /// larger one. Default native's own limit, a payload of 256 MiB. A larger message ends the connection, because what
    /// follows it cannot be trusted to be read in time; a WebSocket server closes with the code 1009.
    /// </summary>
    public int MaxMessageSize { get; init => field = OptionValue.AtLeast(FrameHeader.Size, value); } =
        FrameHeader.Size + WireLimits.MaxConnectionPayload;

    /// <summary>
    /// Whether large messages are packed, in wire version 3 over TCP and under the subprotocol of a WebSocket. Default
    /// null: yes, except to this machine, where packing costs more than it saves, as native does since core 2.11.0. Packed
    /// messages are understood in any case.
    /// </summary>
    public bool? Compression { get; init; }

    /// <summary>
    /// Messages with a payload of more bytes than this are packed. Default and least 2000, as in native Rayforce.
    /// </summary>
    public int CompressionThreshold { get; init => field = OptionValue.AtLeast(FrameCompression.Threshold, value); } =
        FrameCompression.Threshold;
}
