using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Support;

/// <summary>A WebSocket client of bare frames, which can send what no library would.</summary>
internal sealed class RawWebSocket(RawSocket socket) : IDisposable
{
    public const byte TextCode = 1;
    public const byte BinaryCode = 2;
    public const byte CloseCode = 8;
    public const byte PingCode = 9;
    public const byte PongCode = 10;

    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    public RawSocket Socket => socket;

    public static async Task<RawWebSocket> ConnectAsync(int port) => new(await RawSocket.ConnectAsync(port));

    /// <summary>Asks for the upgrade, and checks that it is granted.</summary>
    /// <param name="headers">More headers, each with its line end.</param>
    /// <param name="host">By which name.</param>
    public async Task UpgradeAsync(string headers = "", string host = "127.0.0.1")
    {
        await SendHttpAsync(
            $"GET / HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
            $"{headers}\r\n");
        Assert.StartsWith("HTTP/1.1 101 ", await ReceiveHttpAsync(), StringComparison.Ordinal);
    }

    public Task SendHttpAsync(string request) => socket.SendAsync(Encoding.Latin1.GetBytes(request));

    /// <summary>The head of the answer and the body that it announces.</summary>
    public async Task<string> ReceiveHttpAsync()
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(1) is not [var next])
                return text.ToString();
            text.Append((char)next);
        }

        var head = text.ToString().Split("\r\n");
        const string length = "Content-Length: ";
        if (head.FirstOrDefault(each => each.StartsWith(length, StringComparison.OrdinalIgnoreCase)) is { } line)
        {
            var count = int.Parse(line[length.Length..], CultureInfo.InvariantCulture);
            text.Append(Encoding.UTF8.GetString(await socket.ReceiveAsync(count)));
        }

        return text.ToString();
    }

    /// <summary>Sends a frame, masked with zeros.</summary>
    public Task SendAsync(byte code, ReadOnlyMemory<byte> payload, bool isFinal = true)
    {
        byte[] size = payload.Length switch
        {
            < 126 => [(byte)(Masked | payload.Length)],
            <= ushort.MaxValue => [Masked | 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [Masked | 127, 0, 0, 0, 0, .. BigEndian(payload.Length)],
        };
        return socket.SendAsync([(byte)(code | (isFinal ? Final : 0)), .. size, 0, 0, 0, 0, .. payload.Span]);
    }

    /// <summary>The next message or control frame; null when the connection ends.</summary>
    public async Task<(byte Code, byte[] Payload)?> ReceiveAsync()
    {
        byte code = 0;
        var message = new List<byte>();
        while (await socket.ReceiveAsync(2) is [var first, var second])
        {
            var size = second switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await socket.ReceiveAsync(2)),
                127 => (int)BinaryPrimitives.ReadUInt64BigEndian(await socket.ReceiveAsync(8)),
                _ => second,
            };
            message.AddRange(await socket.ReceiveAsync(size));
            code = (byte)(first & 0xF) is var frame and not 0 ? frame : code;
            if ((first & Final) != 0)
                return (code, [.. message]);
        }

        return null;
    }

    public void Dispose() => socket.Dispose();

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
