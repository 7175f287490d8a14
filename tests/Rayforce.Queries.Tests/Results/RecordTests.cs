namespace Rayforce.Results;

public class RecordTests
{
    private static readonly RayTable Trades = RayTable.FromColumns(
        ("sym", new[] { "AAPL", "MSFT" }),
        ("qty", new[] { 1, 2 }),
        ("price", new double?[] { 1.5, null }),
        ("traded_at", new[]
        {
            new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc),
        }),
        ("more", new[] { true, false }));

    [Fact]
    public void Rows_become_records()
    {
        var rows = Trades.Rows<Trade>().ToList();

        Assert.Equal(new Trade("AAPL", 1, 1.5, new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)), rows[0]);
        Assert.Equal(new Trade("MSFT", 2, null, new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc)), rows[1]);
        Assert.Equal(DateTimeKind.Utc, rows[0].At.Kind);
    }

    [Fact]
    public void Records_become_a_table_and_come_back()
    {
        var records = Trades.Rows<Trade>().ToList();
        var table = RayTable.FromRecords(records);

        Assert.Equal(["sym", "qty", "price", "traded_at"], table.Names.ToArray());
        Assert.Equal(records, table.Rows<Trade>());
    }

    [Fact]
    public void A_class_is_mapped_by_its_properties()
    {
        var quotes = new[]
        {
            new Quote { Sym = "a", Size = 3, Day = new DateOnly(2024, 1, 2) }, new Quote { Sym = "b", Size = 4 },
        };
        var table = RayTable.FromRecords(quotes);

        Assert.Equal(new RayColumnSchema("size", RayType.I64), table.Schema[1]);
        Assert.Equal(
            quotes.Select(quote => (quote.Shown, quote.Day)),
            table.Rows<Quote>().Select(quote => (quote.Shown, quote.Day)));
    }

    [Fact]
    public void Sequences_are_lists_of_vectors()
    {
        var books = new[] { new Book("a", [1.5, 2.5], [1]), new Book("b", [], null) };
        var table = RayTable.FromRecords(books);

        Assert.Equal(new RayList(new RayVector<double>(1.5, 2.5), new RayVector<double>([])), table["prices"]);
        Assert.Equal(new RayList(new RayVector<long>(1), RayNull.Instance), table["sizes"]);
        Assert.Equivalent(books, table.Rows<Book>().ToArray(), strict: true);
    }

    [Fact]
    public void A_null_is_refused_by_a_sequence_that_is_not_annotated()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a" }), ("prices", new object?[] { null }), ("sizes", new object?[] { null }));

        Assert.Contains(
            "Row 0 of the column 'prices' is null",
            Assert.Throws<InvalidOperationException>(() => table.Rows<Book>().ToList()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var table = RayTable.FromColumns(("sym", new[] { "a" }));

        var thrown = Assert.Throws<KeyNotFoundException>(() => table.Rows<Trade>());

        Assert.Equal("The table has no column 'qty'. It has sym.", thrown.Message);
    }

    [Fact]
    public void A_column_of_another_type_is_named_with_both_types()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a" }),
            ("qty", new[] { 1.5 }),
            ("price", new[] { 1.5 }),
            ("traded_at", new[] { DateTime.UnixEpoch }));

        var thrown = Assert.Throws<InvalidCastException>(() => table.Rows<Trade>());

        Assert.Equal("The column 'qty' holds F64, which cannot be read as Int64. Read it as Double.", thrown.Message);
    }

    [Fact]
    public void A_null_that_a_property_cannot_hold_is_named_with_its_row()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a", "b" }),
            ("qty", new long?[] { 1, null }),
            ("price", new[] { 1.5, 2 }),
            ("traded_at", new[] { DateTime.UnixEpoch, DateTime.UnixEpoch }));

        var thrown = Assert.Throws<InvalidOperationException>(
            () => table.Rows<Trade>().Select(row => row.Qty).ToList());

        Assert.Equal("Row 1 of the column 'qty' is null, and Int64 has no null. Read it as Int64?.", thrown.Message);
    }

    [Fact]
    public void A_number_that_does_not_fit_is_an_overflow()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a" }), ("size", new[] { 1L << 40 }), ("day", new DateOnly?[] { null }));

        var thrown = Assert.Throws<OverflowException>(() => table.Rows<Quote>().ToList());

        Assert.Equal(
            "Row 0 of the column 'size' does not fit Int32. Read it as a wider type, or as RayObject.", thrown.Message);
    }

    [Fact]
    public void Flags_and_bytes_that_may_be_null_are_written_where_none_is()
    {
        var flags = new[] { new Flags(true, 7), new Flags(false, 8) };
        var table = RayTable.FromRecords(flags);

        Assert.Equal([new("open", RayType.B8), new("level", RayType.U8)], table.Schema);
        Assert.Equal(flags, table.Rows<Flags>());
    }

    [Fact]
    public void A_flag_or_byte_that_is_null_is_refused_with_its_column_and_row()
    {
        var flag = Assert.Throws<NotSupportedException>(
            () => RayTable.FromRecords([new Flags(true, 7), new Flags(null, 8)]));
        var level = Assert.Throws<NotSupportedException>(() => RayTable.FromRecords([new Flags(true, null)]));

        Assert.Equal(
            "Column 'open' cannot be made: Row 1 is null, and a vector of B8 has no null. " +
            "Give it a value, or take a type that has one, such as short.",
            flag.Message);
        Assert.StartsWith(
            "Column 'level' cannot be made: Row 0 is null, and a vector of U8 has no null.",
            level.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_cannot_be_made_is_named()
    {
        Assert.StartsWith(
            "Column 'price' cannot be made: A decimal has no Rayforce type.",
            Assert.Throws<NotSupportedException>(
                () => RayTable.FromColumns(("price", new List<object> { 1.5m }))).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "Column 'at' cannot be made: The moment 0001-01-01T00:00:00.0000000 does not fit a Rayforce timestamp, " +
            "whose 64 bits of nanoseconds hold 1707-09-22 to 2292-04-10.",
            Assert.Throws<OverflowException>(
                () => RayTable.FromColumns(("at", new[] { DateTime.MinValue }))).Message);
    }

    [Fact]
    public async Task A_stream_of_records_comes_in_chunks()
    {
        var sizes = new List<int>();
        await foreach (var chunk in RayTable.InChunks(Stream(), size: 2))
            sizes.Add(chunk.RowCount);

        Assert.Equal([2, 2, 1], sizes);

        static async IAsyncEnumerable<Quote> Stream()
        {
            for (var i = 0; i < 5; i++)
            {
                await Task.Yield();
                yield return new Quote { Sym = "s", Size = i };
            }
        }
    }
}
