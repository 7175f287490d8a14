using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// What carries the frames of one connection: a WebSocket, or a TCP stream. Receives come from one loop; sends, closes
/// and interruptions one at a time. Whatever the network does appears as one of the exceptions of
/// <see cref="TransportLoss"/>.
/// </summary>
internal interface IFrameTransport : IDisposable
{
    /// <summary>Whether <see cref="InterruptAsync"/> reaches the server.</summary>
    bool CanInterrupt { get; }

    /// <summary>How the server has closed, when <see cref="ReceiveAsync"/> has brought no frame.</summary>
    string CloseReason { get; }

    /// <summary>Sends a whole frame.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Receives a whole frame.</summary>
    /// <param name="buffer">Where to. It grows with what has arrived, not with what a peer announces.</param>
    /// <returns>The frame, in the buffer; null when the server has closed.</returns>
    /// <exception cref="RayforceConnectionException">It is no frame, or too big.</exception>
    ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer);

    /// <summary>Asks the server, past everything that has been sent, to stop what it evaluates.</summary>
    ValueTask InterruptAsync();

    /// <summary>Says that nothing more will be sent, if that has not been said.</summary>
    Task SendCloseAsync(CancellationToken cancellationToken);

    /// <summary>Drops the connection. What is under way fails.</summary>
    void Abort();

    /// <summary>Makes the exception that callers see.</summary>
    RayforceConnectionException CreateException(ConnectionErrorReason reason, string message, Exception? cause = null);
}
