using System.Buffers.Binary;
using CsCheck;

namespace Rayforce.Server.Tests.Guard;

/// <summary>What stands between a WebSocket and its connection changes no byte of what is right.</summary>
public class UpgradedStreamTests
{
    private static readonly Gen<byte[]> Frame =
        from code in Gen.OneOf(Gen.Const((byte)0x82), Gen.Const((byte)0x02), Gen.Const((byte)0x80), Gen.Const((byte)0x81))
        from size in Gen.OneOf(Gen.Int[0, 130], Gen.Int[60_000, 70_000], Gen.Int[4_000, 5_000])
        select Make(code, size);

    private static readonly Gen<byte[]> ControlFrame =
        from code in Gen.OneOf(Gen.Const((byte)0x89), Gen.Const((byte)0x8a), Gen.Const((byte)0x88))
        from size in Gen.Int[0, 125]
        select Make(code, size);

    [Fact]
    public async Task Frames_pass_as_they_are_however_they_arrive_and_are_read() => await (
        from frames in Gen.OneOf(
            Gen.OneOf(Frame, ControlFrame).Array[0, 12], ControlFrame.Array[200, 700], Gen.Const(Make(0x82, 16)).Array[500, 2000])
        from arriving in Gen.OneOf(Gen.Int[1, 20], Gen.Int[1, 10_000]).Array[1, 20]
        from reading in Gen.OneOf(Gen.Int[1, 20], Gen.Int[1, 10_000]).Array[1, 20]
        select (frames, arriving, reading)).SampleAsync(
        async each =>
        {
            var sent = each.frames.SelectMany(static frame => frame).ToArray();
            await using var stream = new UpgradedStream(
                new PiecewiseStream(sent, each.arriving), TimeSpan.FromMinutes(1));
            var received = new List<byte>();
            for (var i = 0; ; i++)
            {
                var buffer = new byte[each.reading[i % each.reading.Length]];
                var read = await stream.ReadAsync(buffer);
                if (read == 0)
                    break;
                received.AddRange(buffer[..read]);
            }

            Assert.Equal(sent, received);
            Assert.Null(stream.Fault);
        },
        iter: 300);

    private static byte[] Make(byte code, int size)
    {
        byte[] length = size switch
        {
            < 126 => [(byte)(0x80 | size)],
            <= ushort.MaxValue => [0x80 | 126, (byte)(size >> 8), (byte)size],
            _ => [0x80 | 127, 0, 0, 0, 0, .. BigEndian(size)],
        };
        var payload = new byte[size];
        new Random(size).NextBytes(payload);
        return [code, .. length, 1, 2, 3, 4, .. payload];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Gives its bytes in pieces of certain sizes.</summary>
    private sealed class PiecewiseStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _reads;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            var size = Math.Min(buffer.Length, sizes[_reads++ % sizes.Length]);
            return Read(buffer.Span[..size]);
        }
    }
}
