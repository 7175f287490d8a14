using CsCheck;
using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class DamagedFrameTests
{
    private static readonly Gen<byte[]> Frame =
        Gen.OneOf<byte[]>([.. GoldenFile.ReadFrames().Select(line => line.Frame).Where(frame => frame.Length < 2_000)]);

    [Fact]
    public void Flipped_bits_do_no_harm() =>
        Gen.Select(Frame, Gen.Int.NonNegative.Array[1, 8]).Sample(
            (frame, bits) =>
            {
                var damaged = (byte[])frame.Clone();
                foreach (var bit in bits)
                    damaged[bit / 8 % damaged.Length] ^= (byte)(1 << (bit % 8));
                BoundedDecoding.DecodeAndUse(damaged);
            },
            iter: 30_000);

    [Fact]
    public void Flipped_bits_in_the_payload_do_no_harm() =>
        Gen.Select(Frame, Gen.Int.NonNegative.Array[1, 8]).Sample(
            (frame, bits) =>
            {
                var damaged = (byte[])frame.Clone();
                var size = damaged.Length - FrameHeader.Size;
                foreach (var bit in bits)
                    damaged[FrameHeader.Size + bit / 8 % size] ^= (byte)(1 << (bit % 8));
                BoundedDecoding.DecodeAndUse(damaged);
            },
            iter: 30_000);

    [Fact]
    public void Frames_spliced_together_do_no_harm() =>
        Gen.Select(Frame, Frame, Gen.Double.Unit, Gen.Double.Unit).Sample(
            (first, second, cut, resume) =>
            {
                var end = FrameHeader.Size + (int)(cut * (first.Length - FrameHeader.Size));
                var start = FrameHeader.Size + (int)(resume * (second.Length - FrameHeader.Size));
                byte[] spliced = [.. first.AsSpan(0, end), .. second.AsSpan(start)];
                WireBytes.PatchSize(spliced);
                BoundedDecoding.DecodeAndUse(spliced);
            },
            iter: 30_000);

    [Fact]
    public void Objects_pushed_into_others_do_no_harm() =>
        Gen.Select(Frame, Frame, Gen.Double.Unit).Sample(
            (outer, inner, place) =>
            {
                var at = FrameHeader.Size + (int)(place * (outer.Length - FrameHeader.Size));
                byte[] pushed = [.. outer.AsSpan(0, at), .. inner.AsSpan(FrameHeader.Size), .. outer.AsSpan(at)];
                WireBytes.PatchSize(pushed);
                BoundedDecoding.DecodeAndUse(pushed);
            },
            iter: 30_000);

    [Fact]
    public void Random_payloads_do_no_harm() =>
        Gen.Select(Gen.OneOf(WireVersion.V1, WireVersion.V3), Gen.Byte.Array[0, 200]).Sample(
            (version, payload) => BoundedDecoding.DecodeAndUse(WireBytes.Frame(version, payload)),
            iter: 50_000);

    [Fact]
    public void Random_frames_do_no_harm() =>
        Gen.Byte.Array[0, 64].Sample(BoundedDecoding.DecodeAndUse, iter: 20_000);
}
