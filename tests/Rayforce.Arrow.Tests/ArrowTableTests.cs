using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;

namespace Rayforce.Arrow;

public class ArrowTableTests
{
    private static readonly RayTable Table = RayTable.FromColumns(
        ("b", new[] { true, false, true }),
        ("u", new byte[] { 1, 2, 3 }),
        ("h", new short?[] { 1, null, 3 }),
        ("i", new RayVector<int>(1, int.MinValue, 3)),
        ("l", new long?[] { 1, null, 3 }),
        ("e", new float?[] { 1.5f, null, 2.5f }),
        ("f", new double?[] { 1.5, null, 2.5 }),
        ("d", new DateOnly?[] { new(2024, 1, 2), null, new(1969, 12, 31) }),
        ("t", new TimeOnly?[] { new(10, 11, 12), null, new(0, 0) }),
        ("p", new RayVector<RayTimestamp>(new RayTimestamp(1), RayTimestamp.Null, new RayTimestamp(-1))),
        ("n", new RayVector<RayTimespan>(new RayTimespan(1), RayTimespan.Null, new RayTimespan(-1))),
        ("g", new Guid?[]
        {
            new("00010203-0405-0607-0809-0a0b0c0d0e0f"), null, new("ff000000-0001-0002-0304-05060708090a"),
        }),
        ("s", new[] { "a", "", "ä" }),
        ("c", new RayStringVector("x", "", "ö")));

    [Fact]
    public void A_table_goes_to_arrow_and_comes_back() => Assert.Equal(Table, Table.ToRecordBatch().ToRayTable());

    [Fact]
    public async Task A_table_survives_the_arrow_stream_format()
    {
        using var batch = Table.ToRecordBatch();
        using var read = await Batches.SendAsync(batch);

        Assert.Equal(Table, read.ToRayTable());
    }

    [Fact]
    public void Arrow_sees_the_values_and_the_nulls()
    {
        using var batch = Table.ToRecordBatch();

        Assert.Equal([1L, null, 3L], (Int64Array)batch.Column("l"));
        Assert.Equal(2.5, ((DoubleArray)batch.Column("f")).GetValue(2));
        Assert.Null(((DoubleArray)batch.Column("f")).GetValue(1));
        Assert.Equal(new DateOnly(1969, 12, 31), ((Date32Array)batch.Column("d")).GetDateOnly(2));
        Assert.Equal(
            new DateTime(1999, 12, 31), ((TimestampArray)batch.Column("p")).GetTimestamp(2)!.Value.Date);
        Assert.Equal("ä", ((StringArray)batch.Column("s")).GetString(2));
        Assert.Equal(1, batch.Column("g").NullCount);
    }

    [Fact]
    public void Fixed_width_columns_share_their_memory_with_arrow()
    {
        AssertShared<byte>(1, 2);
        AssertShared<short>(1, 2);
        AssertShared(1, 2);
        AssertShared(1L, 2L);
        AssertShared(1.5f, 2.5f);
        AssertShared(1.5, 2.5);
        AssertShared(new RayTime(1), new RayTime(2));
        AssertShared(new RayTimespan(1), new RayTimespan(2));
        AssertShared(new RayGuid(Guid.NewGuid()), new RayGuid(Guid.NewGuid()));
        // With a null Arrow still sees the same memory; the way back copies it.
        AssertShared(1L, long.MinValue);
    }

    [Fact]
    public void Arrays_that_arrow_made_are_not_copied_into_a_table()
    {
        var array = new Int64Array.Builder().AppendRange([1, 2, 3]).Build();
        using var batch = Batches.Of("l", array);
        var values = array.Values;
        var column = batch.ToRayTable().Column<long>(0).Span;

        Assert.True(Unsafe.AreSame(in values[0], in column[0]));
    }

    [Fact]
    public void Other_widths_and_units_are_converted()
    {
        Assert.Equal(new RayVector<short>(-1), Batches.Read(new Int8Array.Builder().Append(-1).Build()));
        Assert.Equal(new RayVector<int>(65535), Batches.Read(new UInt16Array.Builder().Append(65535).Build()));
        Assert.Equal(
            new RayVector<long>(uint.MaxValue), Batches.Read(new UInt32Array.Builder().Append(uint.MaxValue).Build()));
        Assert.Equal(
            new RayVector<RayDate>(new RayDate(-10_958)),
            Batches.Read(new Date64Array.Builder().Append(new DateTime(1969, 12, 31)).Build()));
        Assert.Equal(
            new RayVector<RayTime>(new RayTime(2)),
            Batches.Read(new Time64Array.Builder(TimeUnit.Microsecond).Append(2500).Build()));
        Assert.Equal(
            new RayVector<RayTimestamp>(new RayTimestamp(1_000_000)),
            Batches.Read(new TimestampArray.Builder(TimeUnit.Millisecond, "UTC")
                .Append(new DateTimeOffset(2000, 1, 1, 0, 0, 0, 1, TimeSpan.Zero))
                .Build()));
    }

    [Fact]
    public void What_the_other_side_lacks_is_named()
    {
        using var batch = Batches.Of("n", new UInt64Array.Builder().Append(1).Build());
        var mixed = RayTable.FromColumns(("m", new object[] { 1, "a" }));

        Assert.Contains(
            "'n' is uint64",
            Assert.Throws<NotSupportedException>(() => batch.ToRayTable()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'m' holds List",
            Assert.Throws<NotSupportedException>(() => mixed.ToRecordBatch()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Any_numbers_come_back() => Gen.Select(Gen.Long.Array, Gen.Double.Array).Sample((longs, doubles) =>
    {
        var first = RayTable.FromColumns(("l", new RayVector<long>(longs)));
        var second = RayTable.FromColumns(("f", doubles));
        var read = second.ToRecordBatch().ToRayTable().Column<double>(0);

        Assert.Equal(first, first.ToRecordBatch().ToRayTable());
        Assert.Equal(second.Column<double>(0).AsNullable(), read.AsNullable());
    });

    private static void AssertShared<T>(params T[] values)
        where T : unmanaged
    {
        using var batch = RayTable.FromColumns(("x", RayVector<T>.Wrap(values))).ToRecordBatch();
        var buffer = batch.Column(0).Data.Buffers[1].Span;

        Assert.True(Unsafe.AreSame(in MemoryMarshal.AsBytes<T>(values)[0], in buffer[0]));
        if (batch.Column(0).NullCount == 0)
            Assert.True(Unsafe.AreSame(in values[0], in batch.ToRayTable().Column<T>(0).Span[0]));
    }
}
