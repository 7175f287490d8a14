using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// What a client's messages travel by. Receives come from one loop; sends may come from anywhere, and go out one after
/// another. Whatever the network does appears as one of the exceptions of <see cref="TransportLoss"/>.
/// </summary>
/// <param name="sendTimeout">How long a message may stand still on its way; a client that reads no faster is left.</param>
internal abstract class ClientLink(TimeSpan sendTimeout) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Whether messages can be sent.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>The place that the connection takes until hands have been shaken; null where none is taken.</summary>
    public IDisposable? NewcomerPlace { get; init; }

    /// <summary>Whether the client's requests may neither write nor reach the system.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>Whether a client that sends no more may still read.</summary>
    public virtual bool CanAnswerAfterEnd => false;

    /// <summary>The wire version to speak as long as no frame has named another.</summary>
    public abstract WireVersion Version { get; }

    /// <summary>In which of their forms errors go to the client.</summary>
    public abstract RayWriteOptions WriteOptions { get; }

    /// <summary>Makes the server's part of the handshake.</summary>
    /// <returns>Why the conversation ends before it has begun; null when hands have been shaken.</returns>
    public abstract Task<Ending?> ShakeHandsAsync();

    /// <summary>Receives one message.</summary>
    /// <param name="content">
    /// Where its payload goes. It grows with what has arrived, not with what a peer announces.
    /// </param>
    public abstract ValueTask<Arrival> ReceiveAsync(ReceivedContent content);

    /// <summary>Drops the connection. What is under way fails.</summary>
    public abstract void Abort();

    /// <summary>Sends a message when its turn has come.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            using var pace = new MessagePace(sendTimeout, CancellationToken.None);
            await SendCoreAsync(message, pace).ConfigureAwait(false);
            ServerMetrics.BytesSent.Add(message.Length);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends frames, one after another, when their turn has come.</summary>
    public async Task SendAllAsync(IReadOnlyList<SharedFrame> frames)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            var size = 0L;
            foreach (var frame in frames)
                size += frame.Bytes.Length;
            using var pace = new MessagePace(sendTimeout, CancellationToken.None);
            await SendAllCoreAsync(frames, pace).ConfigureAwait(false);
            ServerMetrics.BytesSent.Add(size);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// Tells the client that the conversation ends, if it has not been told; receives come to an end then.
    /// </summary>
    public async Task CloseAsync(Ending ending, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await CloseCoreAsync(ending, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose() => _sending.Dispose();

    /// <summary>Sends a message, in parts that each keep the pace.</summary>
    protected abstract ValueTask SendCoreAsync(ReadOnlyMemory<byte> message, MessagePace pace);

    /// <summary>Sends frames, one after another.</summary>
    protected virtual async ValueTask SendAllCoreAsync(IReadOnlyList<SharedFrame> frames, MessagePace pace)
    {
        foreach (var frame in frames)
            await SendCoreAsync(frame.Bytes, pace).ConfigureAwait(false);
    }

    /// <summary>Tells the client that the conversation ends.</summary>
    protected abstract Task CloseCoreAsync(Ending ending, CancellationToken cancellationToken);
}
