using System.Net.Security;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>The members of WebSockets that later frameworks have.</summary>
internal static class WebSocketExtensions
{
    public static async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
        this Socket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await socket.ReceiveAsync(GetArray(buffer), cancellationToken).ConfigureAwait(false);
        return new ValueWebSocketReceiveResult(result.Count, result.MessageType, result.EndOfMessage);
    }

    public static async ValueTask SendAsync(
        this Socket socket,
        ReadOnlyMemory<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken) =>
        await socket.SendAsync(GetArray(buffer), messageType, endOfMessage, cancellationToken).ConfigureAwait(false);

#pragma warning disable CA1822 // A member of what is extended cannot be static, whether it looks at it or not.
    extension(ClientWebSocketOptions options)
    {
        /// <summary>There are no pings that want an answer on this framework; the interval alone is kept.</summary>
        public TimeSpan KeepAliveTimeout
        {
            set => _ = value;
        }

        /// <summary>Certificates are checked by <c>ServicePointManager</c> here.</summary>
        public RemoteCertificateValidationCallback RemoteCertificateValidationCallback
        {
            set => throw new PlatformNotSupportedException(
                "This framework takes no certificate callback for one WebSocket; use ServicePointManager, or .NET 8.");
        }
    }
#pragma warning restore CA1822

    private static ArraySegment<byte> GetArray(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment)
            ? segment
            : throw new ArgumentException("The memory is not that of an array.", nameof(memory));
}
