using CsCheck;
using Rayforce.Ipc.Tests.Support;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Every_object_comes_back_equal_and_is_written_again_as_the_same_bytes(WireVersion version) =>
        RayGen.Object(version).Sample(
            value =>
            {
                var frame = RaySerializer.SerializeFrame(value, version, MessageType.Sync);
                var read = RaySerializer.DeserializeFrame(frame);
                Assert.Equal(value, read);
                Assert.Equal(value.GetHashCode(), read.GetHashCode());
                Assert.Equal(value.Type, read.Type);
                var again = RaySerializer.SerializeFrame(read, version, MessageType.Sync);
                Assert.Equal(Convert.ToHexString(frame), Convert.ToHexString(again));
            },
            iter: 20_000);

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Reader_and_writer_agree_with_the_size_that_is_foretold(WireVersion version) =>
        RayGen.Object(version).Sample(
            value =>
            {
                using var output = new PooledBuffer(1);
                var writer = new RayWriter(output, version);
                RaySerializer.Serialize(value, ref writer);
                var written = writer.BytesWritten;
                writer.Flush();
                Assert.Equal(RaySerializer.GetPayloadSize(value, version), written);
                Assert.Equal(written, output.WrittenCount);
                var reader = new RayReader(output.WrittenSpan, version);
                RaySerializer.Deserialize(ref reader);
                Assert.Equal((written, 0), (reader.Offset, reader.Remaining));
            },
            iter: 20_000);

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void A_writer_that_gets_its_buffer_in_crumbs_writes_the_same_bytes(WireVersion version) =>
        RayGen.Object(version).Sample(
            value =>
            {
                var output = new CrumbBuffer();
                RaySerializer.SerializeFrame(value, output, version);
                var atOnce = RaySerializer.SerializeFrame(value, version);
                Assert.Equal(Convert.ToHexString(atOnce), Convert.ToHexString(output.ToArray()));
            },
            iter: 2_000);

    [Fact]
    public void Every_object_prints() =>
        RayGen.Object(WireVersion.V3).Sample(
            value =>
            {
                Assert.NotEmpty(value.ToString());
                Assert.NotEmpty(value.ToRayfall());
            },
            iter: 10_000);

    [Fact]
    public void What_wire_version_1_cannot_carry_is_refused_before_the_first_byte() =>
        RayGen.WithF32.Sample(
            value =>
            {
                using var output = new PooledBuffer();
                Assert.Throws<NotSupportedException>(() => RaySerializer.GetPayloadSize(value, WireVersion.V1));
                Assert.Throws<NotSupportedException>(() => RaySerializer.SerializeFrame(value, output, WireVersion.V1));
                Assert.Equal(0, output.WrittenCount);
                Assert.Throws<NotSupportedException>(() => RaySerializer.Serialize(value, output, WireVersion.V1));
            },
            iter: 1_000);

    [Fact]
    public void Strings_travel_in_wire_version_1_as_char_vectors_and_their_vectors_as_lists()
    {
        var frame = RaySerializer.SerializeFrame(new RayStringVector("a", "", "naïve"), WireVersion.V1);
        Assert.Equal(new RayList("a", "", "naïve"), RaySerializer.DeserializeFrame(frame));
        Assert.Equal(
            "FF01",
            Convert.ToHexString(RaySerializer.SerializeFrame(true, WireVersion.V1)[FrameHeader.Size..]));
        Assert.Equal(
            "0C00010000000000000061",
            Convert.ToHexString(RaySerializer.SerializeFrame("a", WireVersion.V1)[FrameHeader.Size..]));
    }

    [Fact]
    public void A_char_travels_in_wire_version_3_as_a_string_of_one_byte()
    {
        var frame = RaySerializer.SerializeFrame(new RayAtom<RayChar>(new RayChar((byte)'x')));
        Assert.Equal(new RayString("x"), RaySerializer.DeserializeFrame(frame));
    }

    [Fact]
    public void Marks_that_wire_version_1_does_not_have_are_lost_there()
    {
        Assert.Equal(new RaySymbol("a"), Through(new RaySymbol("a", quoted: true), WireVersion.V1));
        Assert.Equal(new RayString(""), Through(RayString.Null, WireVersion.V1));
        Assert.Equal(new RayAtom<byte>(0), Through(RayAtom<byte>.Null, WireVersion.V1));
        Assert.Equal(RayAtom<int>.Null, Through(RayAtom<int>.Null, WireVersion.V1));
    }

    [Fact]
    public void Bytes_after_the_object_are_ignored()
    {
        var frame = WireBytes.Frame(WireVersion.V3, 0xFF, 0, 1, 0xAA, 0xBB);
        Assert.Equal(new RayAtom<bool>(true), RaySerializer.DeserializeFrame(frame));
    }

    [Fact]
    public void Values_in_bits_that_native_would_not_write_are_written_in_its_bits()
    {
        Assert.Equal("F901000000000000F87F", Payload(double.NaN));
        Assert.Equal("FA010000C07F", Payload(new RayAtom<float>(float.NaN)));
        Assert.Equal("FF0001", Payload(RaySerializer.DeserializeFrame(WireBytes.Frame(WireVersion.V3, 0xFF, 0, 7))));
    }

    private static string Payload(RayObject value) =>
        Convert.ToHexString(RaySerializer.SerializeFrame(value)[FrameHeader.Size..]);

    private static RayObject Through(RayObject value, WireVersion version) =>
        RaySerializer.DeserializeFrame(RaySerializer.SerializeFrame(value, version));
}
