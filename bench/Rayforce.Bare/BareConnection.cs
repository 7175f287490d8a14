using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Rayforce.Bare;

/// <summary>A WebSocket on which hands have been shaken; replies are received and not looked at.</summary>
internal sealed class BareConnection(ClientWebSocket socket) : IDisposable
{
    private const int HeaderSize = 16;
    private const int LargestReply = 9_000_000;

    private readonly byte[] _received = new byte[LargestReply];

    /// <summary>Connects.</summary>
    public static async Task<BareConnection> OpenAsync(Uri server, byte version)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(server, default);
        await socket.SendAsync(new byte[] { version, 0 }, WebSocketMessageType.Binary, true, default);
        await socket.ReceiveAsync(new byte[HeaderSize], default);
        return new BareConnection(socket);
    }

    /// <summary>A text as a request.</summary>
    public static byte[] MakeFrame(byte version, string source)
    {
        var text = Encoding.UTF8.GetBytes(source);
        byte[] type = version == 1 ? [12, 0] : [0xF3, 0];
        var frame = new byte[HeaderSize + type.Length + sizeof(long) + text.Length];
        new byte[] { 0xFA, 0xDE, 0xFA, 0xCE, version, 0, 0, 1 }.CopyTo(frame, 0);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(8), frame.Length - HeaderSize);
        type.CopyTo(frame, HeaderSize);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(HeaderSize + type.Length), text.Length);
        text.CopyTo(frame, HeaderSize + type.Length + sizeof(long));
        return frame;
    }

    /// <summary>Sends a request and waits for the whole reply.</summary>
    /// <returns>The size of the reply.</returns>
    public async Task<int> AskAsync(byte[] frame)
    {
        await socket.SendAsync(frame, WebSocketMessageType.Binary, true, default);
        for (var size = 0; ;)
        {
            var part = await socket.ReceiveAsync(_received.AsMemory(size), default);
            size += part.Count;
            if (part.EndOfMessage)
                return size;
        }
    }

    public void Dispose() => socket.Dispose();
}
