using System.Net;
using System.Net.Sockets;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.TestServers;

/// <summary>One end of a TCP connection, byte by byte.</summary>
public sealed class RawSocket(Socket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Socket Socket => socket;

    public static async Task<RawSocket> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawSocket(socket);
    }

    /// <summary>A client that has shaken hands in wire version 3.</summary>
    public static async Task<RawSocket> GreetAsync(int port)
    {
        var client = await ConnectAsync(port);
        await client.SendAsync([3, 0]);
        Assert.Equal([3, 0], await client.ReceiveAsync(2));
        return client;
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent));
    }

    public Task SendFrameAsync(
        RayObject value, MessageType type = MessageType.Sync, WireVersion version = WireVersion.V3) =>
        SendAsync(RaySerializer.SerializeFrame(value, version, type));

    /// <summary>So many bytes, or fewer when the peer closes before.</summary>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        var received = 0;
        while (received < count)
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(received), limit.Token);
            if (read == 0)
                break;
            received += read;
        }

        return bytes[..received];
    }

    /// <summary>What has come, once anything has.</summary>
    public async Task<byte[]> ReceiveSomeAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var bytes = new byte[4096];
        return bytes[..await socket.ReceiveAsync(bytes.AsMemory(), limit.Token)];
    }

    /// <summary>The next frame, its payload unpacked and decoded.</summary>
    public async Task<(FrameHeader Header, RayObject Value)> ReceiveFrameAsync()
    {
        var frame = await ReceiveFrameBytesAsync();
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(frame, out var header));
        var payload = frame.AsMemory(FrameHeader.Size);
        if ((header.Flags & FrameFlags.Compressed) == 0)
            return (header, ReplyPayload.Read(payload.Span, header.Version));
        using var unpacked = new PooledBuffer();
        FrameCompression.Decompress(payload.Span, unpacked);
        return (header, ReplyPayload.Read(unpacked.WrittenSpan, header.Version));
    }

    /// <summary>The next frame as it came.</summary>
    public async Task<byte[]> ReceiveFrameBytesAsync()
    {
        var start = await ReceiveAsync(FrameHeader.Size);
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(start, out var header));
        var payload = await ReceiveAsync((int)header.PayloadSize);
        Assert.Equal(header.PayloadSize, payload.Length);
        return [.. start, .. payload];
    }

    /// <summary>Waits for the peer to close, gently or not.</summary>
    public async Task AssertClosedAsync() => Assert.True(await IsClosedAsync(), "The peer has sent something instead.");

    /// <summary>Whether the peer closes, gently or not, and does not send anything instead.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return (await ReceiveAsync(1)).Length == 0;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionReset;
        }
    }

    /// <summary>Takes a byte of urgent data, if there is one.</summary>
    public bool TryTakeUrgent()
    {
        try
        {
            return socket.Receive(new byte[1], SocketFlags.OutOfBand) == 1;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits for a byte of urgent data.</summary>
    public async Task TakeUrgentAsync()
    {
        var taken = false;
        await Eventually.HoldsAsync(() => taken = taken || TryTakeUrgent());
    }

    public void Dispose() => socket.Dispose();
}
