using CsCheck;

namespace Rayforce.Values;

public sealed class RayGuidTests
{
    [Fact]
    public void A_GUID_has_the_text_of_its_bytes_in_order()
    {
        byte[] bytes = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        var guid = new RayGuid(bytes);
        Assert.Equal("00010203-0405-0607-0809-0a0b0c0d0e0f", guid.ToString());
        Assert.Equal(Guid.Parse("00010203-0405-0607-0809-0a0b0c0d0e0f"), guid.ToGuid());
        var copy = new byte[16];
        guid.CopyTo(copy);
        Assert.Equal(bytes, copy);
    }

    [Fact]
    public void A_GUID_survives_the_way_to_NET_and_back() =>
        Gen.Guid.Sample(value =>
        {
            var guid = new RayGuid(value);
            Assert.Equal(value, guid.ToGuid());
            Assert.Equal(value.ToString(), guid.ToString());
            var bytes = new byte[16];
            guid.CopyTo(bytes);
            Assert.Equal(value, new Guid(bytes, bigEndian: true));
            Assert.Equal(guid, new RayGuid(bytes));
            Assert.Equal(guid.GetHashCode(), new RayGuid(bytes).GetHashCode());
        });

    [Fact]
    public void Only_16_zero_bytes_are_the_null()
    {
        Assert.True(new RayGuid(Guid.Empty).IsNull);
        for (var i = 0; i < 16; i++)
        {
            var bytes = new byte[16];
            bytes[i] = 1;
            Assert.False(new RayGuid(bytes).IsNull);
            Assert.True(new RayGuid(bytes) != new RayGuid(Guid.Empty));
        }
    }

    [Fact]
    public void A_GUID_has_16_bytes()
    {
        Assert.Throws<ArgumentException>(() => new RayGuid(new byte[15]));
        Assert.Throws<ArgumentException>(() => new RayGuid(new byte[17]));
        Assert.Throws<ArgumentException>(() => new RayGuid(Guid.Empty).CopyTo(new byte[15]));
    }
}
