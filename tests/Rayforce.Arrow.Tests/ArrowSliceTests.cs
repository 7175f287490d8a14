using Apache.Arrow;

namespace Rayforce.Arrow;

/// <summary>Parts of arrays, empty ones and empty texts.</summary>
public class ArrowSliceTests
{
    private static readonly RayTable Table = RayTable.FromColumns(
        ("b", new[] { true, false, true, true }),
        ("u", new byte[] { 1, 2, 3, 4 }),
        ("h", new short[] { 1, 2, 3, 4 }),
        ("i", new RayVector<int>(1, 2, 3, 4)),
        ("l", new long[] { 1, 2, 3, 4 }),
        ("e", new float[] { 1, 2, 3, 4 }),
        ("f", new double[] { 1, 2, 3, 4 }),
        ("d", new RayVector<RayDate>(new RayDate(1), new RayDate(2), new RayDate(3), new RayDate(4))),
        ("t", new RayVector<RayTime>(new RayTime(1), new RayTime(2), new RayTime(3), new RayTime(4))),
        ("p", new RayVector<RayTimestamp>(
            new RayTimestamp(1), new RayTimestamp(2), new RayTimestamp(3), new RayTimestamp(4))),
        ("g", new[] { Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid() }),
        ("s", new[] { "a", "", "ccc", "d" }),
        ("c", new RayStringVector("", "bb", "", "dddd")));

    [Fact]
    public void A_slice_of_any_array_is_read_from_its_offset()
    {
        using var whole = Table.ToRecordBatch();
        using var slice = whole.Slice(1, 2);
        var read = slice.ToRayTable();

        for (var i = 0; i < Table.ColumnCount; i++)
            Assert.Equal(Part(Table[i]), Part(read[i], 0));
    }

    [Fact]
    public void A_slice_with_nulls_is_read_from_its_offset()
    {
        var whole = new Int64Array.Builder().Append(1).AppendNull().Append(3).Build();

        Assert.Equal(new RayVector<long>(long.MinValue, 3), Batches.Read(whole.Slice(1, 2)));
        Assert.Equal(new RayVector<long>(3), Batches.Read(whole.Slice(2, 1)));
    }

    [Fact]
    public void A_slice_with_nulls_of_bits_texts_and_converted_values_is_read_from_its_offset()
    {
        var flags = new BooleanArray.Builder().Append(false).AppendNull().Append(true).Build();
        var texts = new StringArray.Builder().Append("a").AppendNull().Append("c").Build();
        var views = new StringViewArray.Builder().Append("a").AppendNull().Append("c").Build();
        var days = new Date32Array.Builder().Append(DateTime.UnixEpoch).AppendNull()
            .Append(new DateTime(2000, 1, 2)).Build();

        Assert.Equal(new RayVector<bool>(false, true), Batches.Read(flags.Slice(1, 2)));
        Assert.Equal(new RayStringVector("", "c"), Batches.Read(texts.Slice(1, 2)));
        Assert.Equal(new RayStringVector("", "c"), Batches.Read(views.Slice(1, 2)));
        Assert.Equal(new RayVector<RayDate>(RayDate.Null, new RayDate(1)), Batches.Read(days.Slice(1, 2)));
    }

    [Fact]
    public async Task Texts_that_are_all_empty_come_back()
    {
        var table = RayTable.FromColumns(("s", new[] { "", "" }), ("c", new RayStringVector("", "")));
        using var batch = table.ToRecordBatch();
        using var read = await Batches.SendAsync(batch);

        Assert.Equal(table, batch.ToRayTable());
        Assert.Equal(table, read.ToRayTable());
        Assert.Equal(
            new RayStringVector("", ""), Batches.Read(new LargeStringArray.Builder().Append("").Append("").Build()));
        Assert.Equal(
            new RayStringVector("", ""), Batches.Read(new StringViewArray.Builder().Append("").Append("").Build()));
        Assert.Equal(
            new RayStringVector("", ""), Batches.Read(new StringArray.Builder().AppendNull().AppendNull().Build()));
    }

    [Fact]
    public async Task A_table_without_rows_comes_back()
    {
        using var whole = Table.ToRecordBatch();
        using var none = whole.Slice(0, 0);
        var table = none.ToRayTable();
        using var batch = table.ToRecordBatch();
        using var read = await Batches.SendAsync(batch);

        Assert.Equal(0, table.RowCount);
        Assert.Equal(Table.Schema, table.Schema);
        Assert.Equal(table, batch.ToRayTable());
        Assert.Equal(table, read.ToRayTable());
    }

    [Fact]
    public void A_batch_without_columns_is_a_table_without_columns()
    {
        using var batch = new RecordBatch(new Schema([], metadata: null), [], 0);

        Assert.Equal(0, batch.ToRayTable().ColumnCount);
    }

    [Fact]
    public void Columns_of_nothing_but_nulls_come_back()
    {
        var table = RayTable.FromColumns(
            ("h", new short?[] { null, null }),
            ("l", new long?[] { null, null }),
            ("f", new double?[] { null, null }),
            ("d", new DateOnly?[] { null, null }),
            ("t", new TimeOnly?[] { null, null }),
            ("p", new DateTime?[] { null, null }),
            ("g", new Guid?[] { null, null }));
        using var batch = table.ToRecordBatch();

        Assert.All(batch.Arrays, static array => Assert.Equal(2, array.NullCount));
        Assert.Equal(table, batch.ToRayTable());
    }

    /// <summary>The second and third value.</summary>
    private static RayObject[] Part(RayObject column, int from = 1) => column.ToArray<RayObject>()[from..(from + 2)];
}
