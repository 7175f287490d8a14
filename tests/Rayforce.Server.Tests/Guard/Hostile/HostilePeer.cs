using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Guard.Hostile;

/// <summary>A client of either transport that keeps no rule. What it cannot send in a while it does not send.</summary>
internal sealed class HostilePeer(Socket socket, bool isWeb) : IDisposable
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Socket Socket => socket;

    public bool IsWeb => isWeb;

    public static async Task<HostilePeer> ConnectAsync(RunningServer running, bool isWeb)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", isWeb ? running.Server.Port : running.TcpPort);
        return new HostilePeer(socket, isWeb);
    }

    /// <summary>Shakes hands as far as it should.</summary>
    public async Task GreetAsync()
    {
        if (!isWeb)
        {
            await SendAsync([3, 0]);
            await ReadAsync(2);
            return;
        }

        await SendAsync(Encoding.Latin1.GetBytes(
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Protocol: rayforce.ipc\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        await ReadAsync(1);
        await SendFrameAsync([1, 0]);
        await ReadAsync(1);
    }

    /// <summary>Sends a frame: as a message of its own, where messages are.</summary>
    public Task SendFrameAsync(byte[] frame) => isWeb ? SendWebAsync(2, frame) : SendAsync(frame);

    /// <summary>Sends a frame of a WebSocket, masked with zeros.</summary>
    public Task SendWebAsync(byte code, byte[] payload, bool isFinal = true)
    {
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
        return SendAsync([(byte)(code | (isFinal ? Final : 0)), Masked | 127, .. length, 0, 0, 0, 0, .. payload]);
    }

    public async Task SendAsync(byte[] bytes)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent), limit.Token);
    }

    /// <summary>Reads some, if any comes in a while.</summary>
    public async Task ReadAsync(int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        await socket.ReceiveAsync(new byte[count], limit.Token);
    }

    /// <summary>Drops the connection without a word.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();
}
