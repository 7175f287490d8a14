using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>A client that has a connection of its own, over which it may be told and asked things.</summary>
internal interface ISessionClient
{
    /// <summary>Sends the client something unasked.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="version">Its wire version.</param>
    void Push(ReadOnlySpan<byte> payload, WireVersion version);

    /// <summary>Asks the client.</summary>
    /// <param name="payload">The payload of the question.</param>
    /// <param name="version">Its wire version.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>The answer; an error where there is none.</returns>
    Task<RayObject> AskAsync(ReadOnlyMemory<byte> payload, WireVersion version, CancellationToken cancellationToken);

    /// <summary>The connection is gone, and with it what the client had there: its own ends, too.</summary>
    /// <param name="reason">Why.</param>
    void Lose(string reason);
}
