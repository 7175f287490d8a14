using System.Net.WebSockets;
using Rayforce.Ipc;

namespace Rayforce.Benchmarks;

/// <summary>A WebSocket of the system's library; the reply is received and not looked at.</summary>
internal sealed class BareClient(ClientWebSocket socket, int replySize) : IRouteClient
{
    private readonly byte[] _received = new byte[replySize];

    public async Task AskAsync(RayObject request)
    {
        using var frame = new PooledBuffer();
        RaySerializer.SerializeFrame(request, frame);
        await socket.SendAsync(frame.WrittenMemory, WebSocketMessageType.Binary, true, default);
        for (var count = 0; count < replySize;)
            count += (await socket.ReceiveAsync(_received.AsMemory(count), default)).Count;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
