using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Xunit.Abstractions;

namespace Rayforce.Cli.Tests;

/// <summary>
/// The command under attacks of one kind each, in a process of its own, so that the memory it takes is its own; beside
/// them a client whose answers are checked and timed.
/// </summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    /// <summary>How long each attack goes on, in seconds.</summary>
    private const string SecondsVariable = "RAYFORCE_ATTACK_SECONDS";

    private const int Megabyte = 1024 * 1024;

    /// <summary>How much memory the server may take: what it allows messages, twice for copies, and what it needs.</summary>
    private const long MostMemory = 1600L * Megabyte;

    /// <summary>How much it may take where requests take much themselves: what as many as run at once take, beside.</summary>
    private static readonly long MostOfRequests =
        MostMemory + (2 * Math.Max(2, Environment.ProcessorCount) * 160L * Megabyte);

    /// <summary>How much it still takes some seconds after an attack.</summary>
    private const long MostAfterwards = 400L * Megabyte;

    private static readonly byte[] Post = RaySerializer.SerializeFrame(
        "(do (set f (fn [n] (if (< n 1) 0 (do (sum (til 1000000)) (self (- n 1)))))) (f 100000))",
        messageType: MessageType.Async);

    private static readonly byte[] Small = RaySerializer.SerializeFrame("(til 10000)", messageType: MessageType.Sync);

    private static readonly byte[] Bomb = MakeBomb();

    private const string LargeRequests = "requests that take 160 MB";

    /// <summary>A request that takes 160 MB, and gives a small answer; as many run at once as there are slots.</summary>
    private static readonly byte[] Large = RaySerializer.SerializeFrame(
        "(count (til 20000000))", messageType: MessageType.Sync);

    /// <summary>Subscribes, and publishes more than may wait for a client.</summary>
    private static readonly byte[] Flood = RaySerializer.SerializeFrame(
        "(do (.mc.sub 'flood) (count (map (fn [i] (.mc.pub 'flood (til 1000))) (til 20000))))", messageType: MessageType.Async);

    /// <summary>By name, what an attacker does again and again.</summary>
    private static readonly Dictionary<string, Func<ServedProcess, CancellationToken, Task>> Attacks = new()
    {
        ["none"] = (_, token) => Task.Delay(1000, token),
        ["silence before hands are shaken"] = async (server, token) =>
        {
            var silent = new List<RawSocket>();
            try
            {
                while (!token.IsCancellationRequested)
                {
                    for (var i = 0; i < 100; i++)
                        silent.Add(await RawSocket.ConnectAsync(i % 2 == 0 ? server.TcpPort : server.WebPort));
                    await Task.Delay(1000, token);
                    silent.ForEach(static socket => socket.Dispose());
                    silent.Clear();
                }
            }
            finally
            {
                silent.ForEach(static socket => socket.Dispose());
            }
        },
        ["silence after a header"] = Greeted(async (socket, token) =>
        {
            await socket.SendAsync(new LongFrame(200 * Megabyte, MessageType.Sync).Header);
            await Task.Delay(Timeout.Infinite, token);
        }),
        ["most of a large message, then silence"] = Greeted(async (socket, token) =>
        {
            foreach (var piece in new LongFrame(200 * Megabyte, MessageType.Sync).Pieces.Take(150))
                await socket.SendAsync(piece).WaitAsync(token);
            await Task.Delay(Timeout.Infinite, token);
        }),
        ["a WebSocket frame that is begun"] = Upgraded(async (socket, token) =>
        {
            await socket.SendAsync([0x82, 0xff, 0, 0, 0, 0, 0]).WaitAsync(token);
            await socket.ReceiveAsync(2).WaitAsync(token);
        }),
        ["WebSocket frames without a mask"] = Upgraded(async (socket, token) =>
        {
            await socket.SendAsync([0x82, 0x02, 1, 0]).WaitAsync(token);
            await socket.ReceiveAsync(2).WaitAsync(token);
        }),
        ["20 endless posts, then gone"] = Greeted(async (socket, token) =>
        {
            for (var i = 0; i < 20; i++)
                await socket.SendAsync(Post).WaitAsync(token);
        }),
        [LargeRequests] = Greeted(async (socket, token) =>
        {
            await socket.SendAsync(Large).WaitAsync(token);
            await socket.ReceiveFrameAsync().WaitAsync(token);
        }),
        ["packed lists of nulls"] = Greeted(async (socket, token) =>
        {
            await socket.SendAsync(Bomb).WaitAsync(token);
            await socket.ReceiveFrameAsync().WaitAsync(token);
        }),
        ["requests without reading"] = Greeted(async (socket, token) =>
        {
            while (true)
                await socket.SendAsync(Small).WaitAsync(token);
        }),
        ["publications without reading"] = Greeted(async (socket, token) =>
        {
            await socket.SendAsync(Flood).WaitAsync(token);
            await Task.Delay(1000, token);
        }),
        ["wrong passwords"] = async (server, token) =>
        {
            using var socket = await RawSocket.ConnectAsync(server.TcpPort);
            await socket.SendAsync([3, 0, 5, .. "guess"u8]).WaitAsync(token);
            await socket.ReceiveAsync(4).WaitAsync(token);
        },
        ["garbage"] = Greeted(async (socket, token) =>
        {
            await socket.SendAsync(new byte[100_000]).WaitAsync(token);
            await socket.IsClosedAsync().WaitAsync(token);
        }),
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_good_client_is_answered_beside_an_attack_and_the_memory_is_bounded(string name)
    {
        var seconds = int.Parse(
            Environment.GetEnvironmentVariable(SecondsVariable) ?? "3", CultureInfo.InvariantCulture);
        // Who is greeted without a password is not asked for one.
        string[] password = name == "wrong passwords" ? ["--password", "right"] : [];
        using var server = await ServedProcess.StartAsync(
        [
            "--tcp-port", "0", "--receive-memory", $"{256 * Megabyte}", "--receive-timeout", "2", "--send-timeout", "2",
            "--post-timeout", "1", "--evaluation-timeout", "30", "--close-timeout", "1", "--handshake-timeout", "60",
            "--backlog", $"{8 * Megabyte}", "--backlog-memory", $"{64 * Megabyte}", .. password,
        ]);
        var options = new RayTcpClientOptions
        {
            HandshakeTimeout = TimeSpan.FromMinutes(1), Credentials = password.LastOrDefault(),
        };
        await using var good = await new RayTcpClient("127.0.0.1", server.TcpPort, options).ConnectAsync();
        using var end = new CancellationTokenSource();
        var attackers = Enumerable.Range(0, 12).Select(_ => AttackAsync(server, Attacks[name], end.Token)).ToList();
        var (times, most) = (new List<double>(), 0L);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0L; Stopwatch.GetElapsedTime(began).TotalSeconds < seconds; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            Assert.Equal(i + 1, await good.ExecuteAsync($"(+ {i} 1)"));
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            most = Math.Max(most, server.Memory);
            await Task.Delay(10);
        }

        await end.CancelAsync();
        await Task.WhenAll(attackers);
        // What it has taken for the attack it gives back, while it answers.
        await Eventually.HoldsAsync(() => server.Memory < MostAfterwards);
        Assert.Equal(3L, await good.ExecuteAsync("(+ 1 2)"));
        times.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {most / Megabyte} | {times[times.Count / 2]:0.0} | {times[times.Count * 99 / 100]:0.0} | {times[^1]:0} |"));
        Assert.InRange(most, 0, name == LargeRequests ? MostOfRequests : MostMemory);
    }

    private static async Task AttackAsync(
        ServedProcess server, Func<ServedProcess, CancellationToken, Task> attack, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await attack(server, cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or Xunit.Sdk.XunitException)
            {
                // It was cut off, or is over.
            }
        }
    }

    private static Func<ServedProcess, CancellationToken, Task> Greeted(Func<RawSocket, CancellationToken, Task> attack) =>
        async (server, token) =>
        {
            using var socket = await RawSocket.GreetAsync(server.TcpPort);
            await attack(socket, token);
        };

    private static Func<ServedProcess, CancellationToken, Task> Upgraded(Func<RawSocket, CancellationToken, Task> attack) =>
        async (server, token) =>
        {
            using var socket = await RawSocket.ConnectAsync(server.WebPort);
            await socket.SendAsync(
            [
                .. "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"u8,
                .. "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"u8,
            ]).WaitAsync(token);
            // To the empty line behind the answer.
            const uint end = 0x0d0a0d0a;
            var last = 0u;
            while (last != end && await socket.ReceiveAsync(1).WaitAsync(token) is [var next])
                last = (last << 8) | next;
            await attack(socket, token);
        };

    private static byte[] MakeBomb()
    {
        const int count = 200_000_000;
        var payload = new byte[count + 10];
        BitConverter.TryWriteBytes(payload.AsSpan(2), (long)count);
        payload.AsSpan(10).Fill(0x7e);
        using var packed = new PooledBuffer();
        Assert.True(FrameCompression.TryCompress(payload, packed));
        var header = new byte[FrameHeader.Size];
        new FrameHeader(WireVersion.V3, FrameFlags.Compressed, MessageType.Sync, packed.WrittenCount).Write(header);
        return [.. header, .. packed.WrittenSpan];
    }
}
