using CsCheck;

namespace Rayforce.Results;

public class ConversionTests
{
    [Fact]
    public void Values_take_the_types_of_the_table()
    {
        Assert.Equal(RayNull.Instance, RayConvert.ToRay(null));
        Assert.Equal(new RayAtom<long>(3), RayConvert.ToRay(3));
        Assert.Equal(new RayAtom<short>(3), RayConvert.ToRay((short)3));
        Assert.Equal(new RayAtom<byte>(3), RayConvert.ToRay((byte)3));
        Assert.Equal(new RayAtom<float>(1.5f), RayConvert.ToRay(1.5f));
        Assert.Equal(new RaySymbol("a", quoted: true), RayConvert.ToRay("a"));
        Assert.Equal(new RayAtom<RayDate>(new RayDate(8767)), RayConvert.ToRay(new DateOnly(2024, 1, 2)));
        Assert.Equal(new RayAtom<RayTime>(new RayTime(36_672_000)), RayConvert.ToRay(new TimeOnly(10, 11, 12)));
        Assert.Equal(new RayAtom<RayTime>(new RayTime(1)), RayConvert.ToRay(TimeSpan.FromTicks(19_999)));
        Assert.Equal(new RaySymbolVector("a", "b"), RayConvert.ToRay(new List<string> { "a", "b" }));
        Assert.Equal(new RayVector<long>(1, 2), RayConvert.ToRay(new[] { 1, 2 }));
        Assert.Equal(new RayVector<byte>(1, 2), RayConvert.ToRay(new byte[] { 1, 2 }));
        Assert.Equal(new RayVector<long>(1, long.MinValue), RayConvert.ToRay(new int?[] { 1, null }));
        Assert.Equal(new RayList(
            new RayAtom<long>(1), new RaySymbol("a", quoted: true)), RayConvert.ToRay(new object[] { 1, "a" }));
    }

    [Fact]
    public void Moments_are_utc()
    {
        var utc = new DateTime(2024, 1, 2, 10, 11, 12, DateTimeKind.Utc);
        var expected = new RayAtom<RayTimestamp>(new RayTimestamp(757_505_472_000_000_000));

        Assert.Equal(expected, RayConvert.ToRay(utc));
        Assert.Equal(expected, RayConvert.ToRay(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)));
        Assert.Equal(expected, RayConvert.ToRay(utc.ToLocalTime()));
        Assert.Equal(expected, RayConvert.ToRay(new DateTimeOffset(utc).ToOffset(TimeSpan.FromHours(5))));
    }

    public static TheoryData<object> Refused => new()
    {
        1.5m, 'c', 1UL, 1u, (ushort)1, (
            sbyte)1, DayOfWeek.Monday, new ulong[] { 1 }, new[] { DayOfWeek.Monday }, new sbyte[] { 1 }, new object(),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_has_no_type_is_refused(object value) =>
        Assert.Throws<NotSupportedException>(() => RayConvert.ToRay(value));

    [Fact]
    public void A_moment_out_of_range_is_an_overflow() =>
        Assert.Throws<OverflowException>(() => RayConvert.ToRay(DateTime.MinValue));

    [Fact]
    public void A_timestamp_is_read_to_the_tick_towards_the_past()
    {
        var before = new RayAtom<RayTimestamp>(new RayTimestamp(-1));

        Assert.Equal(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(-1), before.As<DateTime>());
        Assert.Equal(TimeSpan.Zero, before.As<DateTimeOffset>().Offset);
    }

    [Fact]
    public void Moments_come_back() =>
        Gen.Long[new DateTime(1708, 1, 1).Ticks, new DateTime(2292, 1, 1).Ticks].Sample(ticks =>
    {
        var time = new DateTime(ticks, DateTimeKind.Utc);
        return RayConvert.ToRay(time).As<DateTime>() == time;
    });

    [Fact]
    public void Atoms_convert()
    {
        Assert.Equal(3L, (long)(RayObject)3L);
        Assert.Equal(3, (int)(RayObject)3L);
        Assert.Equal(3.0, (double)(RayObject)3L);
        Assert.Equal("x", (string)(RayObject)"x");
        Assert.Equal(new DateOnly(2024, 1, 2), new RayAtom<RayDate>(new RayDate(8767)).As<DateOnly>());
        Assert.Equal(new TimeOnly(10, 11, 12), new RayAtom<RayTime>(new RayTime(36_672_000)).As<TimeOnly>());
        Assert.Null(RayAtom<long>.Null.As<long?>());
        Assert.Throws<InvalidOperationException>(() => RayAtom<long>.Null.As<long>());
        Assert.Equal("The value holds F64, which cannot be read as Int64.", Assert.Throws<InvalidCastException>(
            () => (long)(RayObject)1.5).Message);
        Assert.Throws<InvalidCastException>(() => new RayVector<long>(1).As<long>());
        Assert.Throws<OverflowException>(() => (int)(RayObject)(1L << 40));
    }
}
