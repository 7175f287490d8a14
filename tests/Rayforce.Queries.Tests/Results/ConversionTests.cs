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
        Assert.Equal(
            new RayList(new RayAtom<long>(1), new RaySymbol("a", quoted: true)),
            RayConvert.ToRay(new object[] { 1, "a" }));
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
        1.5m, 'c', 1UL, 1u, (ushort)1, (sbyte)1, DayOfWeek.Monday,
        new ulong[] { 1 }, new[] { DayOfWeek.Monday }, new sbyte[] { 1 }, new object(),
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
    public void The_ends_of_what_a_timestamp_holds_come_back()
    {
        var first = new DateTime(1707, 9, 22, 0, 12, 43, DateTimeKind.Utc).AddTicks(1_452_242);
        var last = new DateTime(2292, 4, 10, 23, 47, 16, DateTimeKind.Utc).AddTicks(8_547_758);

        Assert.Equal(first, RayConvert.ToRay(first).As<DateTime>());
        Assert.Equal(last, RayConvert.ToRay(last).As<DateTime>());
        Assert.Throws<OverflowException>(() => RayConvert.ToRay(first.AddTicks(-1)));
        Assert.Throws<OverflowException>(() => RayConvert.ToRay(last.AddTicks(1)));
        Assert.Equal(first, new RayAtom<RayTimestamp>(new RayTimestamp(-long.MaxValue)).As<DateTime>().AddTicks(1));
        Assert.Equal(last, new RayAtom<RayTimestamp>(new RayTimestamp(long.MaxValue)).As<DateTime>());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(-1, -1)]
    [InlineData(-99, -1)]
    [InlineData(-100, -1)]
    [InlineData(-101, -2)]
    public void What_is_below_a_tick_is_dropped_towards_the_past(long nanoseconds, long ticks)
    {
        var epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var atom = new RayAtom<RayTimestamp>(new RayTimestamp(nanoseconds));

        Assert.Equal(epoch.AddTicks(ticks), (DateTime)atom);
        Assert.Equal(new DateTimeOffset(epoch).AddTicks(ticks), (DateTimeOffset)atom);
    }

    [Fact]
    public void Dates_and_times_come_back()
    {
        Gen.Date.Sample(date => (DateOnly)(RayObject)DateOnly.FromDateTime(date) == DateOnly.FromDateTime(date));
        Gen.Int[0, 86_399_999].Sample(milliseconds =>
        {
            var time = TimeSpan.FromMilliseconds(milliseconds);
            return (TimeSpan)(RayObject)time == time
                && (TimeOnly)(RayObject)TimeOnly.FromTimeSpan(time) == TimeOnly.FromTimeSpan(time);
        });
    }

    [Fact]
    public void A_time_is_kept_to_the_millisecond_and_to_24_days()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(1), (TimeSpan)(RayObject)TimeSpan.FromTicks(19_999));
        Assert.Equal(TimeSpan.FromDays(-24), (TimeSpan)(RayObject)TimeSpan.FromDays(-24));
        Assert.Contains(
            "24 days of milliseconds",
            Assert.Throws<OverflowException>(() => (RayObject)TimeSpan.FromDays(25)).Message,
            StringComparison.Ordinal);
        // It would be the null.
        Assert.Throws<OverflowException>(() => RayTime.FromTimeSpan(TimeSpan.FromMilliseconds(int.MinValue)));
    }

    [Fact]
    public void A_date_or_time_that_dotnet_does_not_have_is_an_overflow()
    {
        Assert.Throws<OverflowException>(() => (DateOnly)(RayObject)new RayAtom<RayDate>(new RayDate(int.MaxValue)));
        Assert.Equal(
            "The value does not fit TimeOnly. Read it as a wider type, or as RayObject.",
            Assert.Throws<OverflowException>(
                () => (TimeOnly)(RayObject)new RayAtom<RayTime>(new RayTime(-1))).Message);
        Assert.Equal(TimeSpan.FromMilliseconds(-1), new RayAtom<RayTime>(new RayTime(-1)).As<TimeSpan>());
    }
}
