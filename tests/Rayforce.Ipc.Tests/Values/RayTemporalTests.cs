using CsCheck;

namespace Rayforce.Values;

public sealed class RayTemporalTests
{
    [Theory]
    [InlineData(0, 2000, 1, 1)]
    [InlineData(-1, 1999, 12, 31)]
    [InlineData(8767, 2024, 1, 2)]
    [InlineData(-730_119, 1, 1, 1)]
    [InlineData(2_921_939, 9999, 12, 31)]
    public void A_date_counts_days_from_2000(int days, int year, int month, int day)
    {
        var date = new DateTime(year, month, day);
        Assert.Equal(new RayDate(days), RayDate.FromDateTime(date.AddHours(23)));
        Assert.Equal(date, new RayDate(days).ToDateTime());
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MinValue + 1)]
    [InlineData(-730_120)]
    [InlineData(2_921_940)]
    [InlineData(int.MaxValue)]
    public void A_date_that_NET_does_not_have_is_an_error(int days) =>
        Assert.Throws<InvalidOperationException>(() => new RayDate(days).ToDateTime());

    [Fact]
    public void A_time_counts_milliseconds_from_midnight()
    {
        Assert.Equal(new RayTime(36_672_123), RayTime.FromTimeSpan(new TimeSpan(0, 10, 11, 12, 123)));
        Assert.Equal(new TimeSpan(0, 10, 11, 12, 123), new RayTime(36_672_123).ToTimeSpan());
        Assert.Equal(new RayTime(1), RayTime.FromTimeSpan(TimeSpan.FromTicks(19_999)));
        Assert.Equal(new RayTime(-1), RayTime.FromTimeSpan(TimeSpan.FromMilliseconds(-1)));
        Assert.Equal(TimeSpan.FromMilliseconds(int.MaxValue), new RayTime(int.MaxValue).ToTimeSpan());
        Assert.Throws<OverflowException>(() => RayTime.FromTimeSpan(TimeSpan.FromDays(25)));
        Assert.Throws<InvalidOperationException>(() => RayTime.Null.ToTimeSpan());
    }

    [Fact]
    public void A_timestamp_counts_nanoseconds_from_2000_in_UTC()
    {
        var moment = new DateTime(2024, 1, 2, 10, 11, 12, DateTimeKind.Utc).AddTicks(1_234_567);
        Assert.Equal(new RayTimestamp(757_505_472_123_456_700), RayTimestamp.FromDateTime(moment));
        Assert.Equal(moment, new RayTimestamp(757_505_472_123_456_789).ToDateTime());
        Assert.Equal(DateTimeKind.Utc, new RayTimestamp(0).ToDateTime().Kind);
        Assert.Equal(RayTimestamp.FromDateTime(moment), RayTimestamp.FromDateTime(moment.ToLocalTime()));
        var unspecified = DateTime.SpecifyKind(moment, DateTimeKind.Unspecified);
        Assert.Equal(RayTimestamp.FromDateTime(moment), RayTimestamp.FromDateTime(unspecified));
    }

    [Fact]
    public void A_timestamp_before_2000_is_dropped_towards_the_past()
    {
        Assert.Equal(new DateTime(1999, 12, 31, 23, 59, 59).AddTicks(9_999_999), new RayTimestamp(-1).ToDateTime());
        Assert.Equal(new DateTime(1970, 1, 1), new RayTimestamp(-946_684_800_000_000_000).ToDateTime());
        Assert.Equal(new RayTimestamp(-946_684_800_000_000_000), RayTimestamp.FromDateTime(new DateTime(1970, 1, 1)));
    }

    [Fact]
    public void A_timestamp_ends_where_64_bits_end()
    {
        Assert.Equal(1707, new RayTimestamp(long.MinValue + 1).ToDateTime().Year);
        Assert.Equal(2292, new RayTimestamp(long.MaxValue).ToDateTime().Year);
        Assert.Throws<OverflowException>(() => RayTimestamp.FromDateTime(new DateTime(2293, 1, 1)));
        Assert.Throws<OverflowException>(() => RayTimestamp.FromDateTime(new DateTime(1700, 1, 1)));
        Assert.Throws<InvalidOperationException>(() => RayTimestamp.Null.ToDateTime());
    }

    [Fact]
    public void A_timespan_counts_nanoseconds()
    {
        var span = new TimeSpan(1, 2, 3, 4).Add(TimeSpan.FromTicks(-7));
        Assert.Equal(new RayTimespan(93_783_999_999_300), RayTimespan.FromTimeSpan(span));
        Assert.Equal(span, new RayTimespan(93_783_999_999_300).ToTimeSpan());
        Assert.Equal(-span, RayTimespan.FromTimeSpan(-span).ToTimeSpan());
        Assert.Equal(TimeSpan.FromTicks(1), new RayTimespan(199).ToTimeSpanTruncated());
        Assert.Equal(TimeSpan.FromTicks(-1), new RayTimespan(-199).ToTimeSpanTruncated());
    }

    [Fact]
    public void A_timespan_loses_nothing_unseen()
    {
        var exception = Assert.Throws<OverflowException>(() => new RayTimespan(199).ToTimeSpan());
        Assert.Contains("199 ns is no whole number of ticks", exception.Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => RayTimespan.FromTimeSpan(TimeSpan.MaxValue));
        Assert.Throws<OverflowException>(() => RayTimespan.FromTimeSpan(TimeSpan.MinValue));
        Assert.Throws<InvalidOperationException>(() => RayTimespan.Null.ToTimeSpan());
        Assert.Throws<InvalidOperationException>(() => RayTimespan.Null.ToTimeSpanTruncated());
        Assert.Equal(
            new RayTimespan(long.MaxValue / 100 * 100), RayTimespan.FromTimeSpan(new TimeSpan(long.MaxValue / 100)));
    }

    [Fact]
    public void A_timespan_is_read_as_a_TimeSpan_that_holds_it()
    {
        RayObject value = new RayAtom<RayTimespan>(new RayTimespan(1_500));
        Assert.Equal(TimeSpan.FromTicks(15), value.As<TimeSpan>());
        Assert.Equal(new RayTimespan(1_500), value.As<RayTimespan>());
        Assert.Null(((RayObject)RayAtom<RayTimespan>.Null).As<TimeSpan?>());
        Assert.Throws<OverflowException>(() => new RayAtom<RayTimespan>(new RayTimespan(1)).As<TimeSpan>());
        var vector = new RayVector<RayTimespan>(new RayTimespan(100), RayTimespan.Null);
        Assert.Equal([TimeSpan.FromTicks(1), null], vector.ToArray<TimeSpan?>());
        // A TimeSpan becomes a Time, as it always did.
        Assert.Equal(RayType.Time, RayConvert.ToRay(TimeSpan.FromHours(1)).Type);
        Assert.Equal(RayType.Timespan, RayConvert.ToRay(new RayTimespan(1)).Type);
        Assert.Equal(vector, RayConvert.ToRay(new RayTimespan?[] { new(100), null }));
    }

    [Fact]
    public void Every_moment_of_a_tick_survives_the_way_there_and_back() =>
        Gen.DateTime[new DateTime(1708, 1, 1), new DateTime(2292, 1, 1)].Sample(moment =>
        {
            var utc = DateTime.SpecifyKind(moment, DateTimeKind.Utc);
            Assert.Equal(moment.Ticks, RayTimestamp.FromDateTime(utc).ToDateTime().Ticks);
            Assert.Equal(moment.Date, RayDate.FromDateTime(moment).ToDateTime());
        });

    [Fact]
    public void The_null_is_earliest()
    {
        Assert.True(RayDate.Null < new RayDate(-5) && new RayDate(1) > new RayDate(0) && RayDate.Null <= RayDate.Null);
        Assert.True(RayTime.Null < new RayTime(-5) && new RayTime(1) >= new RayTime(1) && RayTime.Null.IsNull);
        Assert.True(RayTimestamp.Null < new RayTimestamp(-5) && new RayTimestamp(1) > new RayTimestamp(0));
        Assert.True(RayTimespan.Null < new RayTimespan(-5) && new RayTimespan(1) >= new RayTimespan(1));
        Assert.Equal([RayDate.Null, new(1), new(2)], new[] { new RayDate(2), RayDate.Null, new RayDate(1) }.Order());
    }
}
