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
    public void What_wire_version_1_lacks_travels_in_the_widest_type_that_it_has()
    {
        Assert.Equal((RayObject)1.5, Through(new RayAtom<float>(1.5f), WireVersion.V1));
        Assert.Equal(RayAtom<double>.Null, Through(RayAtom<float>.Null, WireVersion.V1));
        Assert.Equal(
            new RayVector<double>(0.5, double.NaN, double.NegativeInfinity),
            Through(new RayVector<float>(0.5f, float.NaN, float.NegativeInfinity), WireVersion.V1));
        Assert.Equal((RayObject)(-5L), Through(new RayAtom<RayTimespan>(new RayTimespan(-5)), WireVersion.V1));
        Assert.Equal(RayAtom<long>.Null, Through(RayAtom<RayTimespan>.Null, WireVersion.V1));
        Assert.Equal(
            new RayVector<long>(7, long.MinValue),
            Through(new RayVector<RayTimespan>(new RayTimespan(7), RayTimespan.Null), WireVersion.V1));
        var (parameters, body) = (new RaySymbolVector("x"), new RayList(new RaySymbol("k")));
        var captured = new RayDict(new RaySymbolVector("k"), new RayList(1L));
        Assert.Equal(
            new RayLambda(parameters, body), Through(new RayLambda(parameters, body, captured), WireVersion.V1));
    }

    [Fact]
    public void Anything_travels_in_wire_version_1() =>
        RayGen.Object(WireVersion.V3).Sample(
            value =>
            {
                var frame = RaySerializer.SerializeFrame(value, WireVersion.V1);
                Assert.Equal(RaySerializer.GetPayloadSize(value, WireVersion.V1), frame.Length - FrameHeader.Size);
                var read = RaySerializer.DeserializeFrame(frame);
                var again = RaySerializer.SerializeFrame(read, WireVersion.V1);
                Assert.Equal(Convert.ToHexString(frame), Convert.ToHexString(again));
            },
            iter: 5_000);

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
    public void Bytes_after_the_object_are_refused_in_a_buffer_and_ignored_on_a_connection()
    {
        byte[] payload = [0xFF, 0, 1, 0xAA, 0xBB];
        var frame = WireBytes.Frame(WireVersion.V3, payload);
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal((WireStatus.TrailingBytes, 19), (exception.Status, exception.Offset));
        Assert.Throws<RayforceFormatException>(
            () => RaySerializer.DeserializeFrame(new System.Buffers.ReadOnlySequence<byte>(frame)));
        var value = new RayAtom<bool>(true);
        Assert.Equal(value, RaySerializer.DeserializeFrame(frame, RayReadOptions.TrailingBytes));
        Assert.Equal(value, RaySerializer.Deserialize(payload, WireVersion.V3));
        Assert.Equal(value, ReplyPayload.Read(payload, WireVersion.V3));
        Assert.Throws<RayforceFormatException>(
            () => RaySerializer.Deserialize(payload, WireVersion.V3, RayReadOptions.None));
        // In wire version 1 native itself counts too many bytes for a lambda.
        Assert.Equal(value, RaySerializer.DeserializeFrame(WireBytes.Frame(WireVersion.V1, 0xFF, 1, 0xAA)));
    }

    [Theory]
    [InlineData("05000100000000000000" + "0000000000000080", "05400100000000000000" + "0000000000000080")]
    [InlineData("10000100000000000000" + "0000000000000080", "10400100000000000000" + "0000000000000080")]
    [InlineData("06000100000000000000" + "010080FF", "06400100000000000000" + "010080FF")]
    [InlineData("0D000100000000000000" + "0000000000000000", "0D400100000000000000" + "0000000000000000")]
    [InlineData("0C000100000000000000" + "00", "0C000100000000000000" + "00")]
    [InlineData("0C400100000000000000" + "6100", "0C400100000000000000" + "6100")]
    [InlineData("05FF0100000000000000" + "0100000000000000", "05400100000000000000" + "0100000000000000")]
    public void A_vector_in_which_there_is_a_null_is_marked_and_a_mark_is_kept(string payload, string written)
    {
        var value = RaySerializer.Deserialize(Convert.FromHexString(payload), WireVersion.V3);
        Assert.Equal(written, Payload(value));
    }

    [Fact]
    public void A_list_gets_the_whole_of_what_follows_a_lambda_with_a_closure()
    {
        var captured = new RayDict(new RaySymbolVector("k"), new RayList(5L));
        var closure = new RayLambda(new RaySymbolVector("x"), new RayList(new RaySymbol("k")), captured);
        var list = Assert.IsType<RayList>(Through(new RayList(closure, 7L), WireVersion.V3));
        Assert.Equal((RayObject)7L, list[1]);
        Assert.Equal((RayObject)5L, Assert.IsType<RayLambda>(list[0]).Captured!["k"]);
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
