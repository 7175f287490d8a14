using System.Buffers;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// What the engine reads and writes for one request. It is given back when the engine is done with it, which may be
/// long after the request has been given up. It is made with what the request was received with, and used again with it.
/// </summary>
/// <param name="content">The request as it came.</param>
internal sealed class EngineUse(ReceivedContent content) : IDisposable
{
    /// <summary>The payload of the request, unpacked.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>The reply, begun; null when it has been taken.</summary>
    public PooledBuffer? Reply { get; set; }

    /// <summary>Whether the engine still uses it.</summary>
    public bool IsLeftBehind { get; private set; }

    private IMemoryOwner<byte>? _unpacked;
    private ReceiveBudget.Share? _room;

    /// <summary>The request has come whole, and is about to be evaluated.</summary>
    public EngineUse Begin()
    {
        (Payload, Reply) = (content.Buffer.WrittenMemory, FrameWriter.Begin());
        return this;
    }

    /// <summary>Unpacks the payload when there is memory for it.</summary>
    /// <param name="maxPayload">The largest size to accept.</param>
    /// <param name="room">The memory.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RayforceFormatException">It does not unpack to what it declares, or it is too big.</exception>
    public async ValueTask UnpackAsync(int maxPayload, ReceiveBudget room, CancellationToken cancellationToken)
    {
        if (FrameCompression.TryReadSize(Payload.Span, maxPayload, out var size) != WireStatus.Done)
            throw new RayforceFormatException(WireStatus.BadCompression, 0);
        _room = room.Begin();
        await _room.TakeAsync(size, cancellationToken).ConfigureAwait(false);
        _unpacked = new UnmanagedBlock(size);
        if (FrameCompression.TryDecompress(Payload.Span, _unpacked.Memory.Span) != WireStatus.Done)
            throw new RayforceFormatException(WireStatus.BadCompression, 0);
        Payload = _unpacked.Memory;
    }

    /// <summary>
    /// Takes the reply, which is then the taker's to give back; null where it has been taken, or the engine still writes.
    /// </summary>
    public PooledBuffer? TakeReply()
    {
        if (IsLeftBehind)
            return null;
        var reply = Reply;
        Reply = null;
        return reply;
    }

    /// <summary>Gives everything back when the engine is done, whenever that is.</summary>
    public void LeaveTo(Task evaluating)
    {
        IsLeftBehind = true;
        _ = GiveBackAsync(evaluating);
    }

    /// <summary>Gives everything back, unless the engine still uses it.</summary>
    public void Dispose()
    {
        if (IsLeftBehind)
            return;
        GiveBack();
        content.Dispose();
    }

    private async Task GiveBackAsync(Task evaluating)
    {
        await evaluating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GiveBack();
        // Who has left it behind may still look at it: it is not used again.
        content.Drop();
    }

    private void GiveBack()
    {
        Reply?.Dispose();
        _unpacked?.Dispose();
        _room?.Dispose();
        (Payload, Reply, _unpacked, _room) = (default, null, null, null);
    }
}
