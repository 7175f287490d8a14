using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>What the two ends of a connection have agreed on; the same for clients and servers.</summary>
public sealed record ConnectionTerms
{
    /// <summary>
    /// Whether frames say what they are: requests with and without a reply, replies, pushes, error objects. Otherwise
    /// every frame is of type 0, every request gets a reply, and an error is a String: a WebSocket without the
    /// subprotocol <c>rayforce.ipc</c>.
    /// </summary>
    public required bool IsTyped { get; init; }

    /// <summary>
    /// Whether requests have numbers, so that replies may overtake each other, come in parts, and be given up: the
    /// subprotocol <c>rayforce.ipc.2</c>.
    /// </summary>
    public bool IsNumbered { get; init; }

    /// <summary>
    /// The wire version that the ends speak. A WebSocket client may change it with every request, and the reply goes by
    /// the request's; there it is the one of the first.
    /// </summary>
    public required WireVersion WireVersion { get; init; }

    /// <summary>Messages with a payload of more bytes than this are packed; null packs none.</summary>
    public int? PackAbove { get; init; }

    /// <summary>
    /// Whether the server may send requests of its own. They are answered by
    /// <see cref="RayClientOptions.RequestHandler"/>, or refused; elsewhere they are a violation.
    /// </summary>
    public bool ServerAsks { get; init; }

    /// <summary>Why there are no verbose requests; null where there are.</summary>
    internal string? NoVerbose =>
        !IsTyped ? "it does not speak rayforce.ipc"
        : WireVersion == WireVersion.V1 ? "it speaks wire version 1"
        : null;
}
