using System.Net.WebSockets;
using Rayforce.Ipc;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket.Tests.Support;

/// <summary>The server's end of a connection, message by message.</summary>
internal sealed class RawPeer(Socket socket)
{
    public Socket Socket => socket;

    /// <summary>The next message; null when the client closes.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        using var message = new PooledBuffer();
        while (true)
        {
            var result = await socket.ReceiveAsync(message.GetMemory(), CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            message.Advance(result.Count);
            if (result.EndOfMessage)
                return message.WrittenSpan.ToArray();
        }
    }

    /// <summary>The next message, which has to be a frame.</summary>
    public async Task<(FrameHeader Header, RayObject Value)> ReceiveFrameAsync()
    {
        var message = await ReceiveAsync();
        Assert.NotNull(message);
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(message, out var header));
        return (header, (
            header.Flags & FrameFlags.Compressed) == 0 ? RaySerializer.DeserializeFrame(message) : RayNull.Instance);
    }

    public Task SendAsync(byte[] message, WebSocketMessageType type = WebSocketMessageType.Binary) =>
        socket.SendAsync(message.AsMemory(), type, true, CancellationToken.None).AsTask();

    public Task ReplyAsync(RayObject value, MessageType type = MessageType.Response) =>
        SendAsync(RaySerializer.SerializeFrame(value, messageType: type));
}
