using Apache.Arrow;
using Apache.Arrow.Types;

namespace Rayforce.Arrow;

/// <summary>What does not fit, and names that come twice: the message names the column.</summary>
public class ArrowRangeTests
{
    private const string Range =
        "a Rayforce timestamp, whose 64 bits of nanoseconds hold 1707-09-22 to 2292-04-10.";

    [Fact]
    public void A_timestamp_beyond_what_Rayforce_holds_is_named()
    {
        foreach (var year in new[] { 1700, 2300 })
        {
            var moment = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
            foreach (var unit in new[] { TimeUnit.Second, TimeUnit.Millisecond, TimeUnit.Microsecond })
            {
                var array = new TimestampArray.Builder(unit).AppendNull().Append(moment).Build();
                Assert.Equal($"Row 1 of the column 'x', a timestamp, does not fit {Range}", Overflow(array));
            }
        }

        // Nanoseconds of Arrow begin at 1677; one is 30 years before what Rayforce calls the null.
        Assert.EndsWith(Range, Overflow(Nanoseconds(long.MinValue)), StringComparison.Ordinal);
        Assert.EndsWith(
            Range, Overflow(Nanoseconds(long.MinValue + 946_684_800_000_000_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_beyond_what_Rayforce_holds_is_named_and_every_unit_comes_in()
    {
        const string range = "a Rayforce timespan, whose 64 bits of nanoseconds hold 106,751 days.";
        foreach (var (type, nanoseconds) in new[]
        {
            (DurationType.Second, 1_000_000_000L), (DurationType.Millisecond, 1_000_000),
            (DurationType.Microsecond, 1_000), (DurationType.Nanosecond, 1),
        })
        {
            Assert.Equal(
                new RayVector<RayTimespan>(new RayTimespan(-7 * nanoseconds)),
                Batches.Read(new DurationArray.Builder(type).Append(-7).Build()));
            if (nanoseconds == 1)
                continue;
            var array = new DurationArray.Builder(type).AppendNull().Append(long.MaxValue).Build();
            Assert.Equal($"Row 1 of the column 'x', a duration, does not fit {range}", Overflow(array));
        }
    }

    [Fact]
    public void The_ends_of_what_both_hold_come_back()
    {
        var first = long.MinValue + 1 + 946_684_800_000_000_000;

        Assert.Equal(
            new RayVector<RayTimestamp>(new RayTimestamp(-long.MaxValue)), Batches.Read(Nanoseconds(first)));
        Assert.Equal(
            new RayVector<RayTimestamp>(new RayTimestamp(long.MaxValue - 946_684_800_000_000_000)),
            Batches.Read(Nanoseconds(long.MaxValue)));
    }

    [Fact]
    public void A_timestamp_beyond_what_Arrow_holds_is_named()
    {
        var last = long.MaxValue - 946_684_800_000_000_000;
        var table = RayTable.FromColumns(
            ("at", new RayVector<RayTimestamp>(new RayTimestamp(last), new RayTimestamp(last + 1))));

        Assert.Equal(
            "Row 1 of the column 'at' does not fit an Arrow timestamp, whose 64 bits of nanoseconds end at 2262-04-11.",
            Assert.Throws<OverflowException>(() => table.ToRecordBatch()).Message);
    }

    [Fact]
    public void A_date_beyond_32_bits_is_named_either_way()
    {
        var table = RayTable.FromColumns(("on", new RayVector<RayDate>(new RayDate(int.MaxValue))));

        Assert.Equal(
            "Row 0 of the column 'on' does not fit date32, whose 32 bits count the days from 1970-01-01.",
            Assert.Throws<OverflowException>(() => table.ToRecordBatch()).Message);
        Assert.Equal(
            "Row 0 of the column 'x', a date32, does not fit 32 bits of days from 2000-01-01.",
            Overflow(Array(Date32Type.Default, int.MinValue)));
        Assert.Equal(
            "Row 0 of the column 'x', a date32, does not fit 32 bits of days from 2000-01-01.",
            Overflow(Array(Date32Type.Default, int.MinValue + 10_957)));
        Assert.Equal(
            "Row 0 of the column 'x', a date64, does not fit 32 bits of days from 2000-01-01.",
            Overflow(Array(Date64Type.Default, long.MinValue)));
    }

    [Fact]
    public void A_time_beyond_32_bits_is_named()
    {
        Assert.Equal(
            "Row 0 of the column 'x', a time32, does not fit 32 bits of milliseconds.",
            Overflow(Array(new Time32Type(TimeUnit.Second), int.MaxValue)));
        Assert.Equal(
            "Row 0 of the column 'x', a time64, does not fit 32 bits of milliseconds.",
            Overflow(Array(new Time64Type(TimeUnit.Nanosecond), long.MaxValue)));
    }

    [Fact]
    public void A_name_that_comes_twice_is_named_either_way()
    {
        var field = new Field("x", Int32Type.Default, nullable: true);
        var array = new Int32Array.Builder().Append(1).Build();
        using var batch = new RecordBatch(new Schema([field, field], metadata: null), [array, array], 1);
        var table = new RayTable(
            new RaySymbolVector("x", "x"), new RayList(new RayVector<long>(1), new RayVector<long>(2)));

        Assert.StartsWith(
            "The column 'x' comes twice.",
            Assert.Throws<ArgumentException>(() => batch.ToRayTable()).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The column 'x' comes twice.",
            Assert.Throws<ArgumentException>(() => table.ToRecordBatch()).Message,
            StringComparison.Ordinal);
    }

    private static string Overflow(IArrowArray array) =>
        Assert.Throws<OverflowException>(() => Batches.Read(array)).Message;

    private static IArrowArray Nanoseconds(long value) => Array(new TimestampType(TimeUnit.Nanosecond, "UTC"), value);

    private static IArrowArray Array<T>(IArrowType type, T value)
        where T : struct => ArrowArrayFactory.BuildArray(new ArrayData(
            type,
            length: 1,
            nullCount: 0,
            offset: 0,
            [ArrowBuffer.Empty, new ArrowBuffer.Builder<T>().Append(value).Build()]));
}
