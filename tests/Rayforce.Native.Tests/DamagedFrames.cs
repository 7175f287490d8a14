using System.Buffers.Binary;
using CsCheck;
using Rayforce.FixtureGen;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

/// <summary>Frames with damage done to them.</summary>
internal static class DamagedFrames
{
    private const int PayloadSizeOffset = 8;

    /// <summary>Bytes that mean something: type codes, flags, and ends of ranges.</summary>
    private static readonly byte[] TellingBytes =
    [
        .. Enumerable.Range(0, 14).Select(i => (byte)i), .. Enumerable.Range(1, 14).Select(i => (byte)-i),
        98, 99, 100, 101, 102, 103, 126, 127, 128, 0x20, 0x40,
    ];

    /// <summary>Lengths that mean something.</summary>
    private static readonly long[] TellingLengths =
    [
        0, 1, 2, 3, 7, 8, 255, 256, 65_536, 999_999_999, 1_000_000_000, 1_000_000_001, int.MaxValue, 1L << 32,
        long.MaxValue, -1, long.MinValue,
    ];

    private delegate void Damage(List<byte> bytes, int at);

    /// <summary>Frames with one to four damages, most of them with a header that says their true size.</summary>
    public static Gen<byte[]> Of(WireVersion version)
    {
        var whole = Whole(version);
        return Gen.Select(whole, Damages(whole).Array[1, 4], Gen.Int[0, 9], Apply);
    }

    /// <summary>Whole frames to damage: captured ones and random ones.</summary>
    private static Gen<byte[]> Whole(WireVersion version) => Gen.Frequency(
        (2, Gen.OneOf<byte[]>([.. Captured(version, "frames.jsonl"), .. Captured(version, "random.jsonl")])),
        (1, Gen.Int.Select(seed => new RandomObjects(version, seed).CreateRows(1).Single().GetBytes("hex"))));

    private static Gen<Action<List<byte>>> Damages(Gen<byte[]> whole) => Gen.Select(
        Gen.Double.Unit,
        Gen.OneOf<Gen<Damage>>(
            Gen.Byte.Select(value => new Damage((bytes, at) => Overwrite(bytes, at, [value]))),
            Gen.OneOf(TellingBytes).Select(value => new Damage((bytes, at) => Overwrite(bytes, at, [value]))),
            Gen.OneOf(TellingLengths).Select(value =>
                new Damage((bytes, at) => Overwrite(bytes, at, BitConverter.GetBytes(value)))),
            Gen.Byte.Array[1, 12].Select(more => new Damage((bytes, at) => bytes.InsertRange(at, more))),
            whole.Select(other => new Damage((bytes, at) => bytes.InsertRange(at, other[FrameHeader.Size..]))),
            Gen.Int[1, 12].Select(count =>
                new Damage((bytes, at) => bytes.RemoveRange(at, Math.Min(count, bytes.Count - at)))),
            Gen.Const(new Damage((bytes, at) => bytes.RemoveRange(at, bytes.Count - at)))).SelectMany(damage => damage),
        (place, damage) => new Action<List<byte>>(bytes => damage(bytes, (int)(place * (bytes.Count + 1)))));

    private static byte[] Apply(byte[] frame, Action<List<byte>>[] damages, int draw)
    {
        var bytes = frame.ToList();
        foreach (var damage in damages)
            damage(bytes);
        byte[] damaged = [.. bytes];
        if (draw > 0 && damaged.Length >= FrameHeader.Size)
        {
            frame.AsSpan(0, PayloadSizeOffset).CopyTo(damaged);
            var size = damaged.Length - FrameHeader.Size;
            BinaryPrimitives.WriteInt64LittleEndian(damaged.AsSpan(PayloadSizeOffset), size);
        }

        return damaged;
    }

    private static IEnumerable<byte[]> Captured(WireVersion version, string name) =>
        GoldenFile.Read($"wire{(int)version}/{name}").Select(line => line.Frame);

    private static void Overwrite(List<byte> bytes, int at, ReadOnlySpan<byte> values)
    {
        for (var i = 0; i < values.Length && at + i < bytes.Count; i++)
            bytes[at + i] = values[i];
    }
}
