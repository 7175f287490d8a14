using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.TestServers;
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

    private static readonly byte[] Post = RaySerializer.SerializeFrame(
        "(do (set f (fn [n] (if (< n 1) 0 (do (sum (til 1000000)) (self (- n 1)))))) (f 100000))",
        messageType: MessageType.Async);

    private static readonly byte[] Small = RaySerializer.SerializeFrame("(til 10000)", messageType: MessageType.Sync);

    private static readonly byte[] Bomb = MakeBomb();

    /// <summary>By name, what an attacker does again and again with a connection that has been greeted.</summary>
    private static readonly Dictionary<string, Func<RawSocket, CancellationToken, Task>> Attacks = new()
    {
        ["nothing"] = (_, token) => Task.Delay(1000, token),
        ["silence after a header"] = async (socket, token) =>
        {
            await socket.SendAsync(new LongFrame(200 * Megabyte, MessageType.Sync).Header);
            await Task.Delay(Timeout.Infinite, token);
        },
        ["most of a large message, then silence"] = async (socket, token) =>
        {
            foreach (var piece in new LongFrame(200 * Megabyte, MessageType.Sync).Pieces.Take(150))
                await socket.SendAsync(piece).WaitAsync(token);
            await Task.Delay(Timeout.Infinite, token);
        },
        ["20 endless posts, then gone"] = async (socket, token) =>
        {
            for (var i = 0; i < 20; i++)
                await socket.SendAsync(Post).WaitAsync(token);
        },
        ["packed lists of nulls"] = async (socket, token) =>
        {
            await socket.SendAsync(Bomb).WaitAsync(token);
            await socket.ReceiveFrameAsync().WaitAsync(token);
        },
        ["requests without reading"] = async (socket, token) =>
        {
            while (true)
                await socket.SendAsync(Small).WaitAsync(token);
        },
        ["garbage"] = async (socket, token) =>
        {
            await socket.SendAsync(new byte[100_000]).WaitAsync(token);
            await socket.IsClosedAsync().WaitAsync(token);
        },
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_good_client_is_answered_beside_an_attack_and_the_memory_is_bounded(string name)
    {
        var seconds = int.Parse(
            Environment.GetEnvironmentVariable(SecondsVariable) ?? "3", CultureInfo.InvariantCulture);
        using var server = await ServedProcess.StartAsync(
            "--tcp-port", "0", "--receive-memory", $"{256 * Megabyte}", "--receive-timeout", "2", "--send-timeout", "2",
            "--post-timeout", "1", "--evaluation-timeout", "30", "--close-timeout", "1", "--handshake-timeout", "60");
        var options = new RayTcpClientOptions { HandshakeTimeout = TimeSpan.FromMinutes(1) };
        await using var good = await new RayTcpClient("127.0.0.1", server.TcpPort, options).ConnectAsync();
        using var end = new CancellationTokenSource();
        var attackers = Enumerable.Range(0, 12).Select(_ => AttackAsync(server.TcpPort, Attacks[name], end.Token)).ToList();
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
        times.Sort();
        output.WriteLine(
            $"{name}: RSS {most / Megabyte} MB at most; {times.Count} answers, median {times[times.Count / 2]:0.0} ms, " +
            $"99 % {times[times.Count * 99 / 100]:0.0} ms, longest {times[^1]:0.0} ms");
        Assert.InRange(most, 0, MostMemory);
    }

    private static async Task AttackAsync(
        int port, Func<RawSocket, CancellationToken, Task> attack, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var socket = await RawSocket.GreetAsync(port);
                await attack(socket, cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or Xunit.Sdk.XunitException)
            {
                // It was cut off, or is over.
            }
        }
    }

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
