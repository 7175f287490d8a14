using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// What carries the frames of one connection: a WebSocket, a TCP stream, or a third thing, which needs no more than
/// this and a <see cref="RayConnection"/> over it. Receives come from one loop; sends, closes and interruptions one at
/// a time. What the network does may appear as <see cref="IOException"/>, <see cref="InvalidOperationException"/>,
/// <see cref="OperationCanceledException"/> or as an exception of a socket or WebSocket.
/// </summary>
public interface IFrameTransport : IDisposable
{
    /// <summary>What messages call the server: its URL without credentials.</summary>
    string Name { get; }

    /// <summary>
    /// What a call gets that comes after the end, up to the server's name: <c>Cannot execute on closed connection to</c>.
    /// </summary>
    string ClosedText { get; }

    /// <summary>Whether <see cref="InterruptAsync"/> reaches the server.</summary>
    bool CanInterrupt { get; }

    /// <summary>
    /// How the server has closed, when <see cref="ReceiveAsync"/> has brought no frame: a text to go behind
    /// <c>the server closed it</c>, or an empty one.
    /// </summary>
    string CloseReason { get; }

    /// <summary>Sends a whole frame.</summary>
    /// <param name="frame">Header and payload. They are the transport's until the task has completed.</param>
    ValueTask SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Receives a whole frame.</summary>
    /// <param name="buffer">Where to. Beyond 16 MiB it grows with what has arrived, not with what a peer announces.</param>
    /// <returns>The frame, in the buffer; null when the server has closed.</returns>
    /// <exception cref="RayforceConnectionException">It is no frame, too big, or too slow.</exception>
    ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer);

    /// <summary>Asks the server, past everything that has been sent, to stop what it evaluates.</summary>
    /// <exception cref="NotSupportedException"><see cref="CanInterrupt"/> is false.</exception>
    ValueTask InterruptAsync();

    /// <summary>Says that nothing more will be sent, if that has not been said.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SendCloseAsync(CancellationToken cancellationToken);

    /// <summary>Drops the connection. What is under way fails.</summary>
    void Abort();

    /// <summary>Makes the exception that callers see.</summary>
    /// <param name="reason">What kind of trouble.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="cause">The cause; a <see cref="TimeoutException"/> when something took too long.</param>
    RayforceConnectionException CreateException(ConnectionErrorReason reason, string message, Exception? cause = null);
}
