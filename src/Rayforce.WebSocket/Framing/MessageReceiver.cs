using System.Net.WebSockets;
using Rayforce.Ipc;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>Puts a message together from its fragments.</summary>
internal static class MessageReceiver
{
    /// <summary>What an idle connection holds in readiness, in bytes.</summary>
    public const int InitialSize = 4096;

    /// <summary>Receives one message.</summary>
    /// <param name="socket">Where from.</param>
    /// <param name="buffer">Where to. It grows with what has arrived, not with what a peer announces.</param>
    /// <param name="maxSize">The most bytes to keep.</param>
    /// <param name="cancellationToken">Ends the wait, and with it the connection.</param>
    public static async ValueTask<MessageKind> ReceiveAsync(
        Socket socket, PooledBuffer buffer, int maxSize, CancellationToken cancellationToken)
    {
        while (true)
        {
            // One byte more than allowed tells a message that is too big from one that just fits.
            var room = buffer.GetMemory();
            var left = maxSize - buffer.WrittenCount + 1L;
            if (room.Length > left)
                room = room.Slice(0, (int)left);
            var result = await socket.ReceiveAsync(room, cancellationToken).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
                return MessageKind.Close;
            buffer.Advance(result.Count);
            if (buffer.WrittenCount > maxSize)
                return MessageKind.TooBig;
            if (result.EndOfMessage)
                return result.MessageType == WebSocketMessageType.Text ? MessageKind.Text : MessageKind.Binary;
        }
    }
}
