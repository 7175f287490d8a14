using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Rayforce.Client;
using Rayforce.Ipc;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>Puts a message together from its fragments.</summary>
internal static class MessageReceiver
{
    /// <summary>What an idle connection holds in readiness, in bytes.</summary>
    public const int InitialSize = 4096;

    /// <summary>A message of more than this is large.</summary>
    private const int LargeSize = 8 * 1024 * 1024;

    /// <summary>Receives one message.</summary>
    /// <param name="socket">Where from.</param>
    /// <param name="buffer">Where to. It grows with what has arrived; without a room up to 16 MiB are believed.</param>
    /// <param name="maxSize">The most bytes to keep.</param>
    /// <param name="deadline">
    /// How long a message that has been begun may stand still; slower than 64 KiB a second uses that time up.
    /// </param>
    /// <param name="room">Is asked before the buffer grows beyond 64 KiB; null believes a frame that announces up to 16 MiB.</param>
    /// <param name="cancellationToken">Ends the wait, and with it the connection.</param>
    /// <exception cref="TimeoutException">The message did not arrive by its deadline.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<MessageKind> ReceiveAsync(
        Socket socket,
        PooledBuffer buffer,
        int maxSize,
        TimeSpan deadline,
        IReceiveRoom? room = null,
        CancellationToken cancellationToken = default)
    {
        var result = await ReceivePartAsync(socket, buffer, maxSize, hint: 1, cancellationToken).ConfigureAwait(false);
        return Judge(result, buffer, maxSize)
            ?? await ReceiveRestAsync(socket, buffer, maxSize, deadline, room, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<MessageKind> ReceiveRestAsync(
        Socket socket,
        PooledBuffer buffer,
        int maxSize,
        TimeSpan deadline,
        IReceiveRoom? room,
        CancellationToken cancellationToken)
    {
        using var pace = new MessagePace(deadline, cancellationToken);
        if (room is null)
            MakeRoom(buffer, maxSize);
        try
        {
            while (true)
            {
                var before = buffer.WrittenCount;
                var isFull = buffer.Capacity - before < InitialSize;
                var hint = isFull && before >= LargeSize ? GetRest(buffer, maxSize) : 1;
                if (room is not null)
                    await room.TakeForAsync(buffer, hint, pace.Token).ConfigureAwait(false);
                var result = await ReceivePartAsync(socket, buffer, maxSize, hint, pace.Token).ConfigureAwait(false);
                if (Judge(result, buffer, maxSize) is { } kind)
                    return kind;
                pace.Moved(buffer.WrittenCount - before, room?.IsScarce == true);
            }
        }
        catch (Exception exception) when (
            pace.IsLost && exception is (WebSocketException or OperationCanceledException))
        {
            throw new TimeoutException($"A message was begun, and did not arrive in time: {pace}.", exception);
        }
    }

    /// <summary>
    /// Asks at once for the memory of a frame whose size has come, so that it is not copied while it grows. A client
    /// believes its server up to what goes back to the pool; a larger message grows with what arrives.
    /// </summary>
    private static void MakeRoom(PooledBuffer buffer, int maxSize)
    {
        if (FrameHeader.TryRead(buffer.WrittenSpan, out var header) == WireStatus.Done)
        {
            var message = FrameHeader.Size + header.PayloadSize + MessageNote.LargestSize + 1;
            var believed = Math.Min(Math.Min(maxSize, PooledBuffer.LargestPooledArray), message);
            buffer.GetSpan((int)believed - buffer.WrittenCount);
        }
    }

    /// <summary>
    /// What a large message grows by: once, to all that its frame announces, so that no copies of it are left to the
    /// collector.
    /// </summary>
    private static int GetRest(PooledBuffer buffer, int maxSize)
    {
        var written = buffer.WrittenCount;
        var whole = FrameHeader.TryRead(buffer.WrittenSpan, out var header) == WireStatus.Done
            ? FrameHeader.Size + header.PayloadSize + MessageNote.LargestSize
            : 4L * written;
        // One byte more than announced tells a message that is too long.
        return (int)Math.Max(1, Math.Min(maxSize, whole) + 1L - written);
    }

    private static ValueTask<ValueWebSocketReceiveResult> ReceivePartAsync(
        Socket socket, PooledBuffer buffer, int maxSize, int hint, CancellationToken cancellationToken)
    {
        // One byte more than allowed tells a message that is too big from one that just fits.
        var room = buffer.GetMemory(hint);
        var left = maxSize - buffer.WrittenCount + 1L;
        return socket.ReceiveAsync(room.Length > left ? room.Slice(0, (int)left) : room, cancellationToken);
    }

    /// <returns>What has come; null when there is more of it to come.</returns>
    private static MessageKind? Judge(ValueWebSocketReceiveResult result, PooledBuffer buffer, int maxSize)
    {
        if (result.MessageType == WebSocketMessageType.Close)
            return MessageKind.Close;
        buffer.Advance(result.Count);
        if (buffer.WrittenCount > maxSize)
            return MessageKind.TooBig;
        if (!result.EndOfMessage)
            return null;
        return result.MessageType == WebSocketMessageType.Text ? MessageKind.Text : MessageKind.Binary;
    }
}
