using Rayforce.Ipc.Tests.Support;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class HostileFrameTests
{
    private const byte List = 0;
    private const byte Dict = 99;
    private const byte Lambda = 100;
    private const byte Null = 126;

    public static TheoryData<WireVersion, byte, int, bool> Nestings
    {
        get
        {
            var data = new TheoryData<WireVersion, byte, int, bool>();
            foreach (var version in new[] { WireVersion.V1, WireVersion.V3 })
            {
                foreach (var type in new[] { List, Dict, Lambda })
                {
                    data.Add(version, type, 511, true);
                    data.Add(version, type, 512, true);
                    data.Add(version, type, 513, false);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Objects_nest_512_deep_and_no_deeper(WireVersion version, byte type, int depth, bool isAccepted)
    {
        var value = BoundedDecoding.Decode(WireBytes.Frame(version, Nest(type, depth)), out var exception);
        Assert.Equal(isAccepted, value is not null);
        if (value is null)
        {
            Assert.Equal(WireStatus.TooDeep, exception!.Status);
            return;
        }

        Assert.Equal(Nest(type, depth), RaySerializer.SerializeFrame(value, version)[FrameHeader.Size..]);
        Assert.NotEmpty(value.ToString());
        Assert.NotEmpty(value.ToRayfall());
    }

    [Fact]
    public void What_comes_512_deep_cannot_be_put_into_another_object()
    {
        var value = BoundedDecoding.Decode(WireBytes.Frame(WireVersion.V3, Nest(List, 512)), out _)!;
        Assert.ThrowsAny<ArgumentException>(() => new RayList(value));
        Assert.ThrowsAny<ArgumentException>(() => new RayDict(new RaySymbolVector("a"), value));
        Assert.ThrowsAny<ArgumentException>(() => new RayLambda(new RaySymbolVector("a"), value));
        Assert.Equal(value, new RayList(((RayList)value)[0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(16)]
    public void A_count_that_the_frame_cannot_hold_is_rejected(byte type)
    {
        long[] counts = [-1, 100_000, 1_000_000_000, 1_000_000_001, uint.MaxValue, long.MaxValue, long.MinValue];
        foreach (var count in counts)
        {
            byte[] payload = [.. WireBytes.VectorHeader(type, count), .. new byte[64]];
            Assert.Null(BoundedDecoding.Decode(WireBytes.Frame(WireVersion.V3, payload), out var exception));
            Assert.Equal(WireStatus.BadLength, exception!.Status);
        }
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Nested_lists_that_each_claim_all_that_remains_allocate_little(WireVersion version)
    {
        const int size = 200_000;
        var payload = new byte[size];
        for (var offset = 0; offset < 511 * 10; offset += 10)
            WireBytes.VectorHeader(List, size - offset - 10).CopyTo(payload, offset);
        BoundedDecoding.Decode(WireBytes.Frame(version, payload), out var exception);
        Assert.Equal(WireStatus.BadLength, exception!.Status);
    }

    [Fact]
    public void Elements_that_are_missing_at_the_end_are_nulls_as_native_makes_them()
    {
        byte[] payload = [.. WireBytes.VectorHeader(List, 3), 0xFB, 0, 7, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(
            new RayList(7L, RayNull.Instance, RayNull.Instance),
            RaySerializer.DeserializeFrame(WireBytes.Frame(WireVersion.V3, payload)));
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void The_densest_objects_stay_within_the_bound(WireVersion version)
    {
        byte[][] elements =
        [
            [Null], [Dict, 0, Null, Null], [Lambda, 0, Null, Null],
            [101, 0], [0xF4, 0], [0xFA, 0], [0xFF, 0], [0xFF, 0, 0], [0xF4, 0, 0],
            WireBytes.VectorHeader(List, 0), WireBytes.VectorHeader(12, 0), WireBytes.VectorHeader(6, 0),
            [98, 0, .. WireBytes.VectorHeader(12, 0), .. WireBytes.VectorHeader(List, 0)],
            [Dict, 0, .. WireBytes.VectorHeader(List, 0), .. WireBytes.VectorHeader(List, 0)],
            [
                Lambda, 1, Null, Null,
                Dict, 0, .. WireBytes.VectorHeader(12, 0), .. WireBytes.VectorHeader(List, 0),
            ],
            [0xF0, 0, .. new byte[8]], WireBytes.VectorHeader(16, 0), WireBytes.VectorHeader(13, 0),
        ];
        foreach (var element in elements)
        {
            const int count = 2_000;
            var copies = Enumerable.Repeat(element, count).SelectMany(x => x);
            byte[] payload = [.. WireBytes.VectorHeader(List, count), .. copies];
            BoundedDecoding.DecodeAndUse(WireBytes.Frame(version, payload));
        }
    }

    [Theory]
    [InlineData(171, true)]
    [InlineData(172, false)]
    public void A_closure_takes_three_levels(int lambdas, bool isAccepted)
    {
        // A lambda with no parameters and an empty body, whose closure is a dict of a name and a list of the next one.
        byte[] closure =
        [
            Lambda, 1, .. WireBytes.VectorHeader(12, 0), .. WireBytes.VectorHeader(List, 0),
            Dict, 0, .. WireBytes.VectorHeader(12, 1), (byte)'k', 0, .. WireBytes.VectorHeader(List, 1),
        ];
        byte[] innermost = [Lambda, 0, .. WireBytes.VectorHeader(12, 0), .. WireBytes.VectorHeader(List, 0)];
        byte[] payload = [.. Enumerable.Repeat(closure, lambdas - 1).SelectMany(static bytes => bytes), .. innermost];
        var value = BoundedDecoding.Decode(WireBytes.Frame(WireVersion.V3, payload), out var exception);
        Assert.Equal(isAccepted, value is not null);
        if (value is null)
            Assert.Equal(WireStatus.TooDeep, exception!.Status);
        else
            Assert.Equal(payload, RaySerializer.SerializeFrame(value)[FrameHeader.Size..]);
    }

    [Theory]
    [InlineData("62000C0001000000000000006100" + "00000200000000000000" + "0500000000000000000005000000000000000000")]
    [InlineData("62000C0001000000000000006100" + "00000100000000000000" + "FB000100000000000000")]
    [InlineData("6200050001000000000000000100000000000000" + "00000100000000000000" + "05000000000000000000")]
    public void A_table_of_other_than_equally_many_columns_or_names_that_are_no_symbols_is_refused(string payload)
    {
        var frame = WireBytes.Frame(WireVersion.V3, Convert.FromHexString(payload));
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal(WireStatus.BadTable, exception.Status);
    }

    [Theory]
    [InlineData("63000C0001000000000000006100" + "00000000000000000000")]
    [InlineData("63000C0001000000000000006100" + "FB000100000000000000")]
    [InlineData("63007E7E")]
    public void A_dict_of_other_than_as_many_values_is_refused_and_read_by_option(string payload)
    {
        var frame = WireBytes.Frame(WireVersion.V3, Convert.FromHexString(payload));
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal(WireStatus.BadDict, exception.Status);
        var dict = RaySerializer.DeserializeFrame(frame, RayReadOptions.OlderCores);
        Assert.Equal(payload, Convert.ToHexString(RaySerializer.SerializeFrame(dict)[FrameHeader.Size..]));
    }

    private static byte[] Nest(byte type, int depth)
    {
        var bytes = new List<byte>();
        for (var i = 1; i < depth; i++)
        {
            // The sides of a dict are lists, so every second level is one.
            var isList = type == List || (type == Dict && (depth - i) % 2 == 1);
            bytes.AddRange(
                isList ? WireBytes.VectorHeader(List, 1)
                : type == Dict ? [Dict, 0, .. WireBytes.VectorHeader(List, 1), Null]
                : [type, 0, Null]);
        }

        bytes.Add(Null);
        return [.. bytes];
    }
}
