using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>What the two sides of a connection have agreed on, and what this side allows.</summary>
internal sealed record ConnectionTerms
{
    /// <summary>What messages call the server: its URL without credentials.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Whether frames say what they are: requests with and without a reply, replies, pushes. Otherwise every frame is
    /// of type 0 and every request gets a reply.
    /// </summary>
    public required bool IsTyped { get; init; }

    /// <summary>Whether the server may send requests of its own; they are refused, not a violation.</summary>
    public bool TakesRequests { get; init; }

    /// <summary>Why there are no verbose requests; null where there are.</summary>
    public string? NoVerbose { get; init; }

    /// <summary>The wire version of the requests.</summary>
    public required WireVersion WireVersion { get; init; }

    /// <summary>Requests with a payload of more bytes than this are packed; null packs none.</summary>
    public int? PackAbove { get; init; }

    /// <summary>The most bytes that a packed payload may unpack to.</summary>
    public required int MaxPayload { get; init; }

    /// <summary>How long a call may wait for its reply.</summary>
    public required TimeSpan CallTimeout { get; init; }

    /// <summary>How long the server may take to answer a close.</summary>
    public required TimeSpan CloseTimeout { get; init; }
}
