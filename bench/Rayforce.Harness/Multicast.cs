using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Harness;

/// <summary>
/// Publishes to many subscribers of servers that run on this machine, as fast as they all read, and says how much a
/// second that is: <c>multicast [--subscribers N] [--publications N] [--size BYTES] [--stalled N] URL...</c>, where a URL
/// is <c>tcp:PORT</c> or <c>ws:PORT</c>. With several, the ratio of each to the first is printed.
/// </summary>
internal static class Multicast
{
    private const int Batch = 100;

    /// <summary>How many publications the subscribers may be behind, on average.</summary>
    private const int Window = 400;

    public static async Task RunAsync(string[] arguments)
    {
        var (subscribers, publications, size, stalled) = (1000, 20_000, 100, 0);
        var targets = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--subscribers": subscribers = Number(arguments[++i]); break;
                case "--publications": publications = Number(arguments[++i]); break;
                case "--size": size = Number(arguments[++i]); break;
                case "--stalled": stalled = Number(arguments[++i]); break;
                default: targets.Add(arguments[i]); break;
            }
        }

        var first = 0.0;
        foreach (var target in targets)
        {
            var rate = await MeasureAsync(target, subscribers, publications, size, stalled);
            first = first == 0 ? rate : first;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{target}: {rate:N0} publications a second to {subscribers} subscribers, {rate * subscribers:N0} deliveries a second, {rate / first:F2} of the first"));
        }
    }

    private static async Task<double> MeasureAsync(string target, int subscribers, int publications, int size, int stalled)
    {
        using var publisher = await Peer.ConnectAsync(target);
        var topic = $"bench{Environment.ProcessId}";
        await publisher.AskAsync($"(set benchvalue \"{new string('x', size)}\")");
        var peers = new List<Peer>();
        for (var i = 0; i < subscribers + stalled; i++)
        {
            var peer = await Peer.ConnectAsync(target);
            await peer.AskAsync($"(.mc.sub \"{topic}\")");
            peers.Add(peer);
        }

        var reading = peers[..subscribers];
        await publisher.AskAsync($"(.mc.pub \"{topic}\" benchvalue)");
        var frame = await reading[0].ReadFrameAsync();
        var received = new Count();
        foreach (var peer in reading)
            _ = peer.CountAsync(received);
        await received.ReachesAsync((long)frame * (subscribers - 1));

        var start = Stopwatch.GetTimestamp();
        for (var published = 0; published < publications; published += Batch)
        {
            var last = await publisher.AskAsync($"(last (map (fn [i] (.mc.pub \"{topic}\" benchvalue)) (til {Batch})))");
            if (last is not RayAtom<long> { Value: > 0 })
                throw new InvalidOperationException($"The publication gave {last}.");
            var due = published + Batch - Window;
            if (due > 0)
                await received.ReachesAsync((long)frame * ((long)due * subscribers + subscribers - 1));
        }

        await received.ReachesAsync((long)frame * (((long)publications * subscribers) + subscribers - 1));
        var rate = publications / Stopwatch.GetElapsedTime(start).TotalSeconds;
        peers.ForEach(static peer => peer.Dispose());
        return rate;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Bytes that all subscribers together have read.</summary>
    private sealed class Count
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
        private long _bytes;

        public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);

        public async Task ReachesAsync(long bytes)
        {
            var waited = Stopwatch.StartNew();
            while (Interlocked.Read(ref _bytes) < bytes)
            {
                if (waited.Elapsed > Patience)
                    throw new TimeoutException($"{Interlocked.Read(ref _bytes)} bytes came, not {bytes}.");
                await Task.Delay(1);
            }
        }
    }

    /// <summary>A connection of either transport, whose frames are taken for their bytes.</summary>
    private sealed class Peer(Socket socket, bool isWebSocket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[16 * 1024];

        public static async Task<Peer> ConnectAsync(string target)
        {
            var (scheme, port) = (target.Split(':')[0], Number(target.Split(':')[1]));
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var peer = new Peer(socket, scheme == "ws");
            if (peer.IsWebSocket)
            {
                await peer.SendAsync(Encoding.ASCII.GetBytes(
                    $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n" +
                    "Sec-WebSocket-Protocol: rayforce.ipc\r\n\r\n"));
                var answer = "";
                while (!answer.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                    answer += (char)(await peer.ReadAsync(1)).Span[0];
                await peer.SendMessageAsync([1, 0]);
                await peer.ReadAsync(3);
            }
            else
            {
                await peer.SendAsync([3, 0]);
                await peer.ReadAsync(2);
            }

            return peer;
        }

        public bool IsWebSocket => isWebSocket;

        /// <summary>Sends a request and takes its reply, whatever comes before it.</summary>
        public async Task<RayObject> AskAsync(string source)
        {
            var request = RaySerializer.SerializeFrame(new RayString(source), messageType: MessageType.Sync);
            await (isWebSocket ? SendMessageAsync(request) : SendAsync(request));
            if (isWebSocket)
                await ReadMessageHeaderAsync();
            var header = ReadHeader((await ReadAsync(FrameHeader.Size)).Span);
            var payload = await ReadAsync((int)header.PayloadSize);
            return ReplyPayload.Read(payload.Span, header.Version);
        }

        /// <summary>Reads one frame.</summary>
        /// <returns>The bytes that it takes on the network.</returns>
        public async Task<int> ReadFrameAsync()
        {
            var around = isWebSocket ? await ReadMessageHeaderAsync() : 0;
            var header = ReadHeader((await ReadAsync(FrameHeader.Size)).Span);
            await ReadAsync((int)header.PayloadSize);
            return around + FrameHeader.Size + (int)header.PayloadSize;
        }

        /// <summary>Reads to the end.</summary>
        public async Task CountAsync(Count count)
        {
            try
            {
                while (await socket.ReceiveAsync(_buffer.AsMemory()) is > 0 and var read)
                    count.Add(read);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // It is over.
            }
        }

        public void Dispose() => socket.Dispose();

        private static FrameHeader ReadHeader(ReadOnlySpan<byte> bytes) =>
            FrameHeader.TryRead(bytes, out var header) == WireStatus.Done
                ? header
                : throw new InvalidOperationException("What came is no frame.");

        private async Task<int> ReadMessageHeaderAsync()
        {
            const int two = 126;
            const int eight = 127;
            var length = (await ReadAsync(2)).Span[1];
            var more = length switch { two => 2, eight => 8, _ => 0 };
            await ReadAsync(more);
            return 2 + more;
        }

        private Task SendMessageAsync(byte[] message)
        {
            const byte binary = 0x82;
            const byte masked = 0x80;
            const byte two = 126;
            var header = new byte[message.Length < two ? 6 : 8];
            header[0] = binary;
            header[1] = (byte)(masked | Math.Min(message.Length, two));
            if (message.Length >= two)
                BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)message.Length);
            // The mask is four zeros.
            return SendAsync([.. header, .. message]);
        }

        private async Task SendAsync(byte[] bytes)
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent));
        }

        private async Task<ReadOnlyMemory<byte>> ReadAsync(int count)
        {
            var bytes = new byte[count];
            for (var read = 0; read < count;)
            {
                var more = await socket.ReceiveAsync(bytes.AsMemory(read));
                if (more == 0)
                    throw new InvalidOperationException("The server has closed.");
                read += more;
            }

            return bytes;
        }
    }
}
