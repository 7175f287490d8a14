using System.Net.WebSockets;
using Rayforce.Ipc;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>Puts a message together from its fragments.</summary>
internal static class MessageReceiver
{
    /// <summary>What an idle connection holds in readiness, in bytes.</summary>
    public const int InitialSize = 4096;

    /// <summary>The fewest bytes a second that a message may arrive with, beside its deadline.</summary>
    private const int SlowestSender = 64 * 1024;

    /// <summary>Receives one message.</summary>
    /// <param name="socket">Where from.</param>
    /// <param name="buffer">Where to. It grows with what has arrived, not with what a peer announces.</param>
    /// <param name="maxSize">The most bytes to keep.</param>
    /// <param name="deadline">
    /// How long a message that has been begun may take, beside a second for every 64 KiB that have come.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, and with it the connection.</param>
    /// <exception cref="TimeoutException">The message did not arrive by its deadline.</exception>
    public static async ValueTask<MessageKind> ReceiveAsync(
        Socket socket,
        PooledBuffer buffer,
        int maxSize,
        TimeSpan deadline,
        CancellationToken cancellationToken = default)
    {
        var result = await ReceivePartAsync(socket, buffer, maxSize, cancellationToken).ConfigureAwait(false);
        return Judge(result, buffer, maxSize)
            ?? await ReceiveRestAsync(socket, buffer, maxSize, deadline, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<MessageKind> ReceiveRestAsync(
        Socket socket, PooledBuffer buffer, int maxSize, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = Environment.TickCount;
        try
        {
            while (true)
            {
                if (deadline != Timeout.InfiniteTimeSpan)
                    late.CancelAfter(GetTimeLeft(deadline, begun, buffer.WrittenCount));
                var result = await ReceivePartAsync(socket, buffer, maxSize, late.Token).ConfigureAwait(false);
                if (Judge(result, buffer, maxSize) is { } kind)
                    return kind;
            }
        }
        catch (Exception exception) when (
            late.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && exception is WebSocketException or OperationCanceledException)
        {
            throw new TimeoutException(
                $"A message was begun, and did not arrive within {deadline} and a second for every {SlowestSender} " +
                "bytes.",
                exception);
        }
    }

    private static TimeSpan GetTimeLeft(TimeSpan deadline, int begun, int received)
    {
        var left = deadline + TimeSpan.FromSeconds(received / SlowestSender)
            - TimeSpan.FromMilliseconds(unchecked(Environment.TickCount - begun));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static ValueTask<ValueWebSocketReceiveResult> ReceivePartAsync(
        Socket socket, PooledBuffer buffer, int maxSize, CancellationToken cancellationToken)
    {
        // One byte more than allowed tells a message that is too big from one that just fits.
        var room = buffer.GetMemory();
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
