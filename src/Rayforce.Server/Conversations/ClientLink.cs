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

    /// <summary>The pace of what is being sent; null as long as nothing has had to wait for the client.</summary>
    private MessagePace? _pace;

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
            await SendCoreAsync(message).ConfigureAwait(false);
            ServerMetrics.BytesSent.Add(message.Length);
        }
        finally
        {
            EndSending();
        }
    }

    /// <summary>Sends messages, one after another and small ones together, when their turn has come.</summary>
    public async Task SendAllAsync(List<Outgoing> messages)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            var size = 0L;
            foreach (var message in messages)
                size += message.Bytes.Length;
            await SendAllCoreAsync(messages).ConfigureAwait(false);
            ServerMetrics.BytesSent.Add(size);
        }
        finally
        {
            EndSending();
        }
    }

    /// <summary>Frames that follow each other as they go out.</summary>
    public abstract Outgoing Compose(SharedFrames frames, int first, int end);

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
    protected abstract ValueTask SendCoreAsync(ReadOnlyMemory<byte> message);

    /// <summary>Sends messages, one after another.</summary>
    protected abstract ValueTask SendAllCoreAsync(List<Outgoing> messages);

    /// <summary>Tells the client that the conversation ends.</summary>
    protected abstract Task CloseCoreAsync(Ending ending, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for a part of a message on its way. What leaves at once, as nearly everything does, needs no pace.
    /// </summary>
    /// <param name="sending">What has been begun without a time-out of its own.</param>
    /// <param name="bytes">How much moves with it.</param>
    /// <exception cref="OperationCanceledException">The client reads too slowly; the connection has been dropped.</exception>
    protected ValueTask KeepPaceAsync(ValueTask sending, int bytes)
    {
        if (!sending.IsCompletedSuccessfully)
            return WaitAsync(sending, bytes);
        sending.GetAwaiter().GetResult();
        _pace?.Moved(bytes);
        return default;
    }

    private async ValueTask WaitAsync(ValueTask sending, int bytes)
    {
        var pace = _pace ??= new MessagePace(sendTimeout, CancellationToken.None);
        var dropping = pace.Token.UnsafeRegister(static link => ((ClientLink)link!).Abort(), this);
        await using (dropping.ConfigureAwait(false))
            await sending.ConfigureAwait(false);
        pace.Token.ThrowIfCancellationRequested();
        pace.Moved(bytes);
    }

    private void EndSending()
    {
        _pace?.Dispose();
        _pace = null;
        _sending.Release();
    }
}
