using System.Net.WebSockets;
using Rayforce.Ipc;

namespace Rayforce.Server.Tests.Support;

/// <summary>A client of bare messages, to see exactly what the server sends.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private RawClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<RawClient> ConnectAsync(
        WSServer server,
        bool subprotocol = false,
        bool greet = true,
        Action<ClientWebSocketOptions>? configure = null,
        string query = "")
    {
        var socket = new ClientWebSocket();
        if (subprotocol)
            socket.Options.AddSubProtocol("rayforce.ipc");
        configure?.Invoke(socket.Options);
        using var limit = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/{query}"), limit.Token);
        var client = new RawClient(socket);
        if (greet)
        {
            await client.SendAsync([1, 0]);
            Assert.Equal([1], await client.ReceiveAsync());
        }

        return client;
    }

    public Task SendAsync(byte[] message, bool end = true, WebSocketMessageType type = WebSocketMessageType.Binary) =>
        Socket.SendAsync(message.AsMemory(), type, end, CancellationToken.None).AsTask();

    public Task SendFrameAsync(
        RayObject value, MessageType type = MessageType.Async, WireVersion version = WireVersion.V3) =>
        SendAsync(RaySerializer.SerializeFrame(value, version, type));

    /// <summary>The next message; null when the server closes.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var message = new PooledBuffer();
        while (true)
        {
            var result = await Socket.ReceiveAsync(message.GetMemory(), limit.Token);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            message.Advance(result.Count);
            if (result.EndOfMessage)
                return message.WrittenSpan.ToArray();
        }
    }

    /// <summary>Waits for the server to close, and answers.</summary>
    public async Task<WebSocketCloseStatus?> ReceiveCloseAsync()
    {
        Assert.Null(await ReceiveAsync());
        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return Socket.CloseStatus;
    }

    /// <summary>The next message, which has to be a frame.</summary>
    public async Task<(FrameHeader Header, RayObject Value)> ReceiveFrameAsync()
    {
        var message = await ReceiveAsync();
        Assert.NotNull(message);
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(message, out var header));
        Assert.Equal(header.PayloadSize, message.Length - FrameHeader.Size);
        return (header, ReplyPayload.Read(message.AsSpan(FrameHeader.Size), header.Version));
    }

    public void Dispose() => Socket.Dispose();
}
