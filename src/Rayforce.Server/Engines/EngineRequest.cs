using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Server.Engines;

/// <summary>One request as it came from the wire.</summary>
/// <param name="Payload">
/// The bytes after the frame's header, unpacked. They are the engine's until it has answered.
/// </param>
/// <param name="Version">The wire version of the payload; the reply is written in the same one.</param>
/// <param name="Verbose">Whether the reply shall be a list of two: what evaluation printed, and its result.</param>
/// <param name="Restricted">
/// Whether commands that write or reach the system are refused with the error <c>access</c>.
/// </param>
public readonly record struct EngineRequest(
    ReadOnlyMemory<byte> Payload, WireVersion Version, bool Verbose = false, bool Restricted = false)
{
    /// <summary>
    /// Whether bytes behind the object are ignored, as every core does on a connection; otherwise the request is
    /// answered with the error <c>domain</c>, as rayforce-py's WebSocket server does.
    /// </summary>
    public bool IgnoresTrailingBytes { get; init; }

    /// <summary>
    /// The most bytes of a payload that the client gets. Default 256 MiB, which is what native peers take; 0 says the same.
    /// </summary>
    public int MaxReplySize { get; init; }

    /// <summary>Whether the client wants no reply.</summary>
    public bool IsPost { get; init; }

    /// <summary>
    /// The client whose request it is, for an engine whose language knows of connections and topics. Null: it came by no
    /// connection, or by one whose client would take a push for a reply.
    /// </summary>
    public IRayfallClient? Client { get; init; }

    /// <summary>
    /// Takes parts of the reply, where the peer does. An engine that makes none gives the reply as a whole; one that
    /// does gives the rest of it, or an error, as the reply.
    /// </summary>
    public IReplyParts? Parts { get; init; }
}
