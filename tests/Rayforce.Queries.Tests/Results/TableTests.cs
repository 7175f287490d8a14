using Rayforce.Ipc;

namespace Rayforce.Results;

public class TableTests
{
    private static readonly RayTable Table = RayTable.FromColumns(
        ("sym", new[] { "a", "b", "c" }), ("qty", new long?[] { 1, null, 3 }), ("i", new RayVector<int>(7, 8, 9)));

    [Fact]
    public void A_column_is_found_by_name_and_by_position()
    {
        ReadOnlySpan<long> quantities = Table.Column<long>("qty");

        Assert.Equal(3, quantities[2]);
        Assert.Same(Table["qty"], Table[1]);
        Assert.Equal([7, 8, 9], Table.Column<int>(2).Memory.ToArray());
        Assert.True(Table.HasColumn("sym"));
        Assert.False(Table.HasColumn("Sym"));
    }

    [Fact]
    public void Nulls_are_visible()
    {
        var quantities = Table.Column<long>("qty");

        Assert.True(quantities.IsNull(1));
        Assert.Equal([1L, null, 3L], quantities.AsNullable());
    }

    [Fact]
    public void Every_value_type_is_read_as_its_nullable_too()
    {
        var table = RayTable.FromColumns(
            ("b", new[] { true }),
            ("u", new byte[] { 7 }),
            ("d", new RayVector<RayDate>(RayDate.Null)),
            ("t", new RayVector<RayTime>(RayTime.Null)),
            ("p", new RayVector<RayTimestamp>(RayTimestamp.Null)),
            ("g", new RayVector<RayGuid>(default(RayGuid))));
        var row = table.Rows()[0];

        Assert.True(row.As<bool?>("b"));
        Assert.Equal((byte)7, row.As<byte?>("u"));
        Assert.Null(row.As<RayDate?>("d"));
        Assert.Null(row.As<RayTime?>("t"));
        Assert.Null(row.As<RayTimestamp?>("p"));
        Assert.Null(row.As<RayGuid?>("g"));
    }

    [Fact]
    public void The_schema_has_names_and_types() => Assert.Equal(
        [new("sym", RayType.Symbol), new("qty", RayType.I64), new("i", RayType.I32)], Table.Schema);

    [Fact]
    public void Rows_are_walked_without_allocating()
    {
        Assert.Equal(24, Sum(Table));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Sum(Table);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(24, sum);

        static long Sum(RayTable table)
        {
            var sum = 0L;
            foreach (var row in table.Rows())
                sum += row.Value<int>("i");
            return sum;
        }
    }

    [Fact]
    public void Columns_are_walked_without_allocating()
    {
        Assert.Equal(24, Sum(Table));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Sum(Table);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(24, sum);
        Assert.Equal(["a", "b", "c"], ((RayTextVector)Table["sym"]).Select(static text => text));
        Assert.Equal(3, Table.Columns.Count(static column => column is RayVector));

        static long Sum(RayTable table)
        {
            var sum = 0L;
            foreach (var value in table.Column<int>("i"))
                sum += value;
            return sum;
        }
    }

    [Fact]
    public void A_number_that_would_become_a_null_is_named_with_its_column_and_row() => Assert.StartsWith(
        "Column 'qty' cannot be made: Row 1: -9223372036854775808 is the null of I64",
        Assert.Throws<OverflowException>(
            () => RayTable.FromColumns(("qty", new[] { 1, long.MinValue }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_row_reads_dotnet_values()
    {
        var row = Table.Rows()[1];

        Assert.Equal("b", row.Text("sym"));
        Assert.Null(row.As<long?>("qty"));
        Assert.True(row.IsNull("qty"));
        Assert.Equal(8, row.As<double>("i"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Table.Rows()[3]);
    }

    [Fact]
    public void A_wrong_column_is_named()
    {
        Assert.Equal(
            "The table has no column 'x'. It has sym, qty, i.",
            Assert.Throws<KeyNotFoundException>(() => Table["x"]).Message);
        Assert.Equal(
            "The column 'qty' holds I64, not F64 (Double).",
            Assert.Throws<InvalidCastException>(() => Table.Column<double>("qty")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Table[3]);
    }

    [Fact]
    public void Columns_of_unequal_length_are_refused_where_they_are_built()
    {
        var thrown = Assert.Throws<ArgumentException>(
            () => RayTable.FromColumns(("a", new[] { 1, 2 }), ("b", new[] { 1 })));

        Assert.StartsWith("Column 'b' has 1 elements, 'a' has 2.", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RayTable.FromColumns(("a", new[] { 1 }), ("a", new[] { 1 })));
        Assert.Throws<ArgumentException>(() => RayTable.FromColumns(("a", 1)));
    }

    [Fact]
    public void A_broken_table_of_a_peer_is_refused_where_it_is_read()
    {
        // On the wire a table is a dict with another type code.
        var dict = new RayDict(
            new RaySymbolVector("a", "b"), new RayList(new RayVector<long>(1, 2), new RayVector<long>(1)));
        var frame = RaySerializer.SerializeFrame(dict);
        frame[FrameHeader.Size] = (byte)RayType.Table;
        Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        var broken = (RayTable)RaySerializer.DeserializeFrame(frame, RayReadOptions.OlderCores);

        Assert.Throws<InvalidCastException>(() => broken.Rows()[0].As<long>("b"));
    }

    [Fact]
    public void A_dict_is_looked_up_by_the_text_of_its_keys()
    {
        var dict = (RayDict)RayConvert.ToRay(new Dictionary<string, object?> { ["a"] = 1, ["b"] = "x" });

        Assert.Equal(1L, (long)dict["a"]);
        Assert.Equal("x", (string)dict["b"]);
        Assert.False(dict.TryGetValue("c", out _));
        Assert.Equal(2, dict.Pairs().Count());
        Assert.Throws<KeyNotFoundException>(() => dict["c"]);
    }
}
