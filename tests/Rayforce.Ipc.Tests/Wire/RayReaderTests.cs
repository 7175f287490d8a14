using Rayforce.Ipc.Tests.Support;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class RayReaderTests
{
    [Fact]
    public void A_value_of_another_type_is_refused_where_it_begins()
    {
        byte[] payload = [0xFB, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. WireBytes.VectorHeader(12, 1), (byte)'a', 0];
        AssertRefused(payload, 0, reader => reader.ReadAtom<int>());
        AssertRefused(payload, 0, reader => reader.ReadVector<long>());
        AssertRefused(payload, 0, reader => reader.ReadString());
        AssertRefused(payload, 10, reader =>
        {
            Assert.Equal(1, reader.ReadAtom<long>());
            reader.ReadSymbol(out _);
        });
    }

    [Theory]
    [InlineData("FB00010000", WireStatus.NeedMore, 2)]
    [InlineData("", WireStatus.EmptyPayload, 0)]
    [InlineData("F4006162", WireStatus.Unterminated, 2)]
    [InlineData("F300FFFFFFFFFFFFFFFF", WireStatus.BadLength, 2)]
    [InlineData("0500020000000000000000", WireStatus.BadLength, 2)]
    [InlineData("F200", WireStatus.UnknownType, 0)]
    [InlineData("80", WireStatus.UnknownType, 0)]
    [InlineData("0E00", WireStatus.UnknownType, 0)]
    [InlineData("81", WireStatus.UnknownType, 0)]
    [InlineData("62000C00010000000000000061000500000000000000000000", WireStatus.BadTable, 2)]
    [InlineData("000001000000000000007F6E616D6500000000", WireStatus.NestedError, 10)]
    public void Malformed_bytes_are_named_and_located(string hex, WireStatus status, int offset)
    {
        var exception = Assert.Throws<RayforceFormatException>(
            () => RaySerializer.Deserialize(Convert.FromHexString(hex), WireVersion.V3));
        Assert.Equal((status, offset), (exception.Status, (int)exception.Offset));
    }

    [Fact]
    public void What_the_reader_returns_is_a_view_of_the_payload()
    {
        byte[] payload = [.. WireBytes.VectorHeader(4, 2), 1, 0, 0, 0, 2, 0, 0, 0];
        var vector = new RayReader(payload, WireVersion.V3).ReadVector<int>();
        payload[10] = 9;
        Assert.Equal([9, 2], vector.ToArray());
    }

    [Fact]
    public void The_header_tells_flags_and_attributes()
    {
        var quoted = new RayReader([0xF4, 0x20, 0], WireVersion.V3).ReadHeader();
        Assert.Equal(
            (RayType.Symbol, true, true, false),
            (quoted.Type, quoted.IsAtom, quoted.IsQuoted, quoted.IsNullFlagged));
        var missing = new RayReader([0xFB, 0x01, .. new byte[8]], WireVersion.V3).ReadHeader();
        Assert.Equal((RayType.I64, true), (missing.Type, missing.IsNullFlagged));
        var marked = new RayReader([5, 0xFF, .. new byte[8]], WireVersion.V3).ReadHeader();
        Assert.Equal((RayAttributes.HasNulls, 0, false), (marked.Attributes, marked.Count, marked.IsAtom));
        var sorted = new RayReader([0, 0xFF, .. new byte[8]], WireVersion.V3).ReadHeader();
        Assert.Equal(RayAttributes.HasNulls | RayAttributes.Sorted, sorted.Attributes);
    }

    [Fact]
    public void A_null_mark_makes_the_sentinel_whatever_bytes_came()
    {
        byte[] payload = [0xFB, 0x01, 7, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(long.MinValue, new RayReader(payload, WireVersion.V3).ReadAtom<long>());
        Assert.Equal(RayAtom<long>.Null, RaySerializer.Deserialize(payload, WireVersion.V3));
    }

    [Fact]
    public void A_boolean_off_the_wire_is_0_or_1()
    {
        Assert.Equal(new RayAtom<bool>(true), RaySerializer.Deserialize([0xFF, 0, 0x80], WireVersion.V3));
        var read = new RayReader([0xFF, 0, 0x80], WireVersion.V3).ReadAtom<bool>();
        Assert.True(read.Equals(true));
        // A vector keeps its bytes, its elements as atoms are clean.
        byte[] payload = [.. WireBytes.VectorHeader(1, 2), 0x80, 0];
        var vector = Assert.IsType<RayVector<bool>>(RaySerializer.Deserialize(payload, WireVersion.V3));
        Assert.Equal(new RayAtom<bool>(true), vector.GetAtom(0));
        Assert.Equal("[true false]", vector.ToRayfall());
        Assert.Equal("Vector([B8(True), B8(False)])", vector.ToString());
        Assert.Equal(payload, RaySerializer.SerializeFrame(vector)[FrameHeader.Size..]);
    }

    private delegate void Read(RayReader reader);

    private static void AssertRefused(byte[] payload, long offset, Read read)
    {
        var exception = Assert.Throws<RayforceFormatException>(() => read(new RayReader(payload, WireVersion.V3)));
        Assert.Equal((WireStatus.UnexpectedType, offset), (exception.Status, exception.Offset));
    }
}
