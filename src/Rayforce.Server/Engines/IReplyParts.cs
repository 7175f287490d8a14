using System.Buffers;

namespace Rayforce.Server.Engines;

/// <summary>
/// Takes the first rows of a large reply before the last ones are there: each part is written as a payload of its own,
/// a table, and handed on.
/// </summary>
public interface IReplyParts : IBufferWriter<byte>
{
    /// <summary>
    /// Hands on what has been written since the last time. Called on the thread that evaluates, which goes on when it
    /// returns: a peer that takes the parts slowly holds the evaluation up.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the peer.</param>
    void Flush(CancellationToken cancellationToken);
}
