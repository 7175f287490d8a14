using System.Net.Sockets;
using CsCheck;
using Rayforce.Ipc;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Guard.Hostile;

/// <summary>What a hostile client does from its beginning to its end, over one of the transports.</summary>
internal sealed record HostileConversation(bool IsWeb, IReadOnlyList<HostileStep> Steps)
{
    private static readonly byte[] Packed = PackedNulls.Frame(2_000_000, MessageType.Sync);

    private static readonly Gen<byte[]> Request =
        from source in Among(
            "(+ 1 2)", "(til 300000)", "(do (set x (til 100000)) (sum x))", "(set y (til 200000))", "(", "nowhere",
            "(do (set f (fn [n] (+ 1 (self n)))) (f 0))", "(do (set g (fn [n] (do (sum (til 1000000)) (self n)))) (g 0))",
            "(til 999999999)", "(.sys.exec \"true\")", "")
        from type in Gen.Frequency((6, Gen.Const((byte)1)), (3, Gen.Const((byte)0)), (1, Among<byte>(2, 3, 77, 255)))
        from flags in Gen.Frequency((8, Gen.Const((byte)0)), (1, Among<byte>(1, 2, 4, 255)))
        from version in Gen.Frequency((8, Gen.Const((byte)3)), (1, Among<byte>(0, 1, 2, 4, 255)))
        select Frame(source, version, flags, type);

    private static readonly Gen<HostileStep> Step = Gen.OneOf(
        from frame in Request select new HostileStep($"request {Text(frame)}", peer => peer.SendFrameAsync(frame)),
        from frame in Request from end in Gen.Double[0, 1]
        select new HostileStep($"cut request {end:0.00}", peer => peer.SendFrameAsync(frame[..(int)(frame.Length * end)])),
        from frame in Request from size in Gen.Int[1, 7]
        select new HostileStep($"pieces of {size}", peer => SendPiecesAsync(peer, frame, size)),
        from frame in Request from at in Gen.Double[0, 1] from value in Gen.Byte
        select new HostileStep($"damaged at {at:0.00} by {value}", peer => peer.SendFrameAsync(Damage(frame, at, value))),
        from bytes in Gen.Byte.Array[1, 200]
        select new HostileStep($"{bytes.Length} bytes of garbage", peer => peer.SendAsync(bytes)),
        from bytes in Gen.Byte.Array[1, 200]
        select new HostileStep($"garbage in a message", peer => peer.SendFrameAsync(bytes)),
        from size in Among(0L, 1, 4_000_000, 5_000_000, int.MaxValue, long.MaxValue, -1) from sent in Gen.Int[0, 100_000]
        select new HostileStep($"announce {size}, send {sent}", peer => peer.SendFrameAsync([.. Header(size), .. new byte[sent]])),
        from frame in Request from count in Gen.Int[2, 300]
        select new HostileStep($"{count} requests at once", peer => FloodAsync(peer, frame, count)),
        Gen.Const(new HostileStep("a packed list of nulls", peer => peer.SendFrameAsync(Packed))),
        from depth in Among(511, 513, 100_000)
        select new HostileStep($"a list {depth} deep", peer => peer.SendFrameAsync(Nested(depth))),
        from time in Gen.Int[1, 400]
        select new HostileStep($"silence of {time} ms", _ => Task.Delay(time)),
        from count in Gen.Int[1, 100_000]
        select new HostileStep($"read up to {count}", peer => peer.ReadAsync(count)),
        Gen.Const(new HostileStep("half-close", peer => Do(() => peer.Socket.Shutdown(SocketShutdown.Send)))),
        Gen.Const(new HostileStep("reset", peer => Do(peer.Reset))),
        from code in Gen.Byte[0, 15] from size in Among(0, 1, 2, 125, 126, 70_000) from final in Gen.Bool
        select new HostileStep(
            $"frame {code} of {size}{(final ? "" : " unfinished")}", peer => peer.SendWebAsync(code, new byte[size], final)),
        from code in Among(0x01, 0x02, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8a) from size in Gen.Int[0, 125]
        select new HostileStep(
            $"frame {code:x} without a mask", peer => peer.SendAsync([(byte)code, (byte)size, .. new byte[size]])),
        from code in Among(0x02, 0x82, 0x89) from size in Among<byte>(0, 5, 125, 126, 127) from sent in Gen.Int[0, 12]
        select new HostileStep(
            $"{sent} bytes of a header", peer => peer.SendAsync([(byte)code, (byte)(0x80 | size), .. new byte[sent]])),
        from count in Gen.Int[1, 500]
        select new HostileStep($"{count} pings", peer => PingAsync(peer, count)));

    private static readonly Gen<HostileStep> Greeting = Gen.Frequency(
        (8, Gen.Const(new HostileStep("greet", peer => peer.GreetAsync()))),
        (1, Gen.Const(new HostileStep("no greeting", _ => Task.CompletedTask))),
        (1, from bytes in Gen.Byte.Array[0, 300]
            select new HostileStep("garbage for a greeting", peer => peer.SendAsync(bytes))));

    /// <summary>Any conversation.</summary>
    public static readonly Gen<HostileConversation> Any =
        from isWeb in Gen.Bool
        from greeting in Greeting
        from steps in Step.Array[0, 8]
        select new HostileConversation(isWeb, [greeting, .. steps]);

    /// <summary>Holds it, as far as the server lets it be held.</summary>
    public async Task RunAsync(RunningServer running)
    {
        using var peer = await HostilePeer.ConnectAsync(running, IsWeb);
        try
        {
            foreach (var step in Steps)
                await step.RunAsync(peer);
        }
        catch (Exception exception) when (
            exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has closed, or does not take any more.
        }
    }

    public override string ToString() => $"{(IsWeb ? "WebSocket" : "TCP")}: {string.Join(", ", Steps)}";

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static byte[] Frame(string source, byte version, byte flags, byte type)
    {
        var frame = RaySerializer.SerializeFrame(source);
        (frame[4], frame[5], frame[7]) = (version, flags, type);
        return frame;
    }

    private static string Text(byte[] frame) =>
        $"{System.Text.Encoding.UTF8.GetString(frame.AsSpan(FrameHeader.Size + 10))} {Convert.ToHexString(frame, 4, 4)}";

    private static byte[] Header(long size)
    {
        var header = Frame("", 3, 0, 1)[..FrameHeader.Size];
        BitConverter.TryWriteBytes(header.AsSpan(8), size);
        return header;
    }

    private static byte[] Nested(int depth) =>
        [.. Header(10L * depth), .. Enumerable.Repeat<byte[]>([0, 0, 1, 0, 0, 0, 0, 0, 0, 0], depth).SelectMany(level => level)];

    private static byte[] Damage(byte[] frame, double at, byte value)
    {
        var damaged = frame.ToArray();
        damaged[(int)(at * (frame.Length - 1))] = value;
        return damaged;
    }

    private static async Task SendPiecesAsync(HostilePeer peer, byte[] frame, int size)
    {
        foreach (var piece in frame.Chunk(size))
        {
            await peer.SendAsync(piece);
            await Task.Yield();
        }
    }

    private static async Task FloodAsync(HostilePeer peer, byte[] frame, int count)
    {
        for (var i = 0; i < count; i++)
            await peer.SendFrameAsync(frame);
    }

    private static async Task PingAsync(HostilePeer peer, int count)
    {
        for (var i = 0; i < count; i++)
            await peer.SendWebAsync(9, new byte[125]);
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
