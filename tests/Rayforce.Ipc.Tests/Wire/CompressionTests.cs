using CsCheck;
using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class CompressionTests
{
    // Runs of equal steps, so that both kinds of blocks come up, each up to and over its longest.
    private static readonly Gen<byte[]> Payload = Gen.Select(Gen.Byte, Gen.Byte, Gen.Int[1, 300], Gen.Bool)
        .Array[0, 40]
        .Select(runs => runs.SelectMany(run =>
        {
            var (first, step, length, isRun) = run;
            return Enumerable.Range(0, length)
                .Select(i => (byte)(isRun ? first + i * step : first * (i + 1) * (step | 1) >> 3));
        }).ToArray());

    // Small numbers in eight bytes each, as in most columns: runs and literals of a few bytes.
    private static readonly Gen<byte[]> ShortRuns = Gen
        .Select(Gen.Long[0, 100_000].Array[200, 500], Gen.Byte.Array[0, 9])
        .Select((numbers, rest) => (byte[])[.. numbers.SelectMany(BitConverter.GetBytes), .. rest]);

    [Fact]
    public void What_is_packed_unpacks_to_the_same() =>
        Payload.Sample(
            payload =>
            {
                using var packed = new PooledBuffer();
                if (!FrameCompression.TryCompress(payload, packed))
                {
                    Assert.Equal(0, packed.WrittenCount);
                    return;
                }

                Assert.True(packed.WrittenCount < payload.Length && payload.Length > FrameCompression.Threshold);
                using var unpacked = new PooledBuffer();
                FrameCompression.Decompress(packed.WrittenSpan, unpacked);
                Assert.Equal(payload, unpacked.WrittenSpan.ToArray());
            },
            iter: 5_000);

    [Fact]
    public void What_is_packed_is_what_a_packer_makes_that_goes_byte_by_byte() =>
        Gen.OneOf(Payload, ShortRuns).Sample(
            payload =>
            {
                using var packed = new PooledBuffer();
                var expected = PackPlainly(payload);
                var pays = payload.Length > FrameCompression.Threshold && expected.Length + 4 < payload.Length;
                Assert.Equal(pays, FrameCompression.TryCompress(payload, packed));
                if (pays)
                    Assert.Equal(expected, packed.WrittenSpan[4..].ToArray());
            },
            iter: 5_000);

    [Fact]
    public void A_short_payload_is_not_packed()
    {
        using var packed = new PooledBuffer();
        Assert.False(FrameCompression.TryCompress(new byte[FrameCompression.Threshold], packed));
        Assert.True(FrameCompression.TryCompress(new byte[FrameCompression.Threshold + 1], packed));
    }

    [Fact]
    public void Random_packed_bytes_give_an_error_or_what_they_declare_and_allocate_little() =>
        Gen.Select(Gen.Int[0, 4_000], Gen.Byte.Array[0, 100]).Sample(
            (declared, bytes) =>
            {
                byte[] packed = [.. BitConverter.GetBytes(declared), .. bytes];
                var status = FrameCompression.TryReadSize(packed, 3_000, out var size);
                if (status == WireStatus.Done)
                    Assert.InRange(size, 1, Math.Min(3_000, bytes.Length * 127));
                else
                    Assert.Equal((WireStatus.BadCompression, 0), (status, size));
                AssertUnpacksOrFails(packed, declared, 3_000);
            },
            iter: 50_000);

    [Fact]
    public void Damage_to_packed_bytes_gives_an_error_or_what_they_declare()
    {
        var packed = GoldenFile.Read("wire3/compression.jsonl")
            .Select(line => (Raw: line.GetBytes("raw")!, Packed: line.GetBytes("compressed")))
            .Where(line => line.Packed is not null)
            .Select(line => (byte[])[.. BitConverter.GetBytes(line.Raw.Length), .. line.Packed!]).ToArray();
        Gen.Select(Gen.OneOf<byte[]>(packed), Gen.Int.NonNegative, Gen.Byte, Gen.Double.Unit).Sample(
            (bytes, place, value, cut) =>
            {
                var damaged = bytes[..Math.Max(4, (int)(bytes.Length * Math.Min(1, cut * 2)))];
                damaged[place % damaged.Length] = value;
                AssertUnpacksOrFails(damaged, BitConverter.ToUInt32(damaged), WireLimits.MaxConnectionPayload);
            },
            iter: 20_000);
    }

    [Fact]
    public void What_lies_behind_the_last_byte_is_ignored()
    {
        using var output = new PooledBuffer();
        FrameCompression.Decompress(Convert.FromHexString("0100000001410141"), output);
        Assert.Equal("41", Convert.ToHexString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("")]
    [InlineData("010000")]
    [InlineData("00000000")]
    [InlineData("01000000")]
    [InlineData("FFFFFFFF0141")]
    [InlineData("0100001001410141")]
    [InlineData("020000000141")]
    [InlineData("010000000241")]
    [InlineData("0100000001")]
    [InlineData("02000000FE41")]
    public void Bad_input_is_an_error(string hex)
    {
        using var output = new PooledBuffer();
        var exception = Assert.Throws<RayforceFormatException>(
            () => FrameCompression.Decompress(Convert.FromHexString(hex), output));
        Assert.Equal(WireStatus.BadCompression, exception.Status);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_size_over_the_limit_is_an_error_before_anything_is_allocated()
    {
        using var packed = new PooledBuffer();
        Assert.True(FrameCompression.TryCompress(new byte[1_000_000], packed));
        var bytes = packed.WrittenSpan.ToArray();
        AssertUnpacksOrFails(bytes, 1_000_000, maxPayload: 999_999);
        Assert.Equal(WireStatus.BadCompression, FrameCompression.TryReadSize(bytes, 999_999, out _));
        Assert.Equal(WireStatus.Done, FrameCompression.TryReadSize(bytes, 1_000_000, out _));
    }

    private static void AssertUnpacksOrFails(byte[] packed, long declared, int maxPayload)
    {
        // The packed bytes may hold 127 times their number; what is allocated goes into the caller's buffer.
        using var output = new PooledBuffer(Math.Max(1, Math.Min(packed.Length * 127, maxPayload)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isUnpacked = true;
        try
        {
            FrameCompression.Decompress(packed, output, maxPayload);
        }
        catch (RayforceFormatException)
        {
            isUnpacked = false;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, BoundedDecoding.FixedBytes);
        Assert.Equal(isUnpacked ? declared : 0, output.WrittenCount);
    }

    /// <summary>The rule of packing as it is told, one byte after another.</summary>
    private static byte[] PackPlainly(byte[] payload)
    {
        var differences = payload.Select((value, i) => (byte)(value - (i == 0 ? 0 : payload[i - 1]))).ToArray();
        var packed = new List<byte>();
        for (var i = 0; i < differences.Length;)
        {
            var end = i + 1;
            while (end < differences.Length && end - i < 127 && differences[end] == differences[i])
                end++;
            if (end - i >= 2)
            {
                packed.AddRange([(byte)(end - i), differences[i]]);
            }
            else
            {
                while (end < differences.Length && end - i < 128
                    && (end + 1 == differences.Length || differences[end] != differences[end + 1]))
                {
                    end++;
                }

                packed.Add((byte)(i - end));
                packed.AddRange(differences[i..end]);
            }

            i = end;
        }

        return [.. packed];
    }
}
