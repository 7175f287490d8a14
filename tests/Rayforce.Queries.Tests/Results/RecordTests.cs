namespace Rayforce.Results;

public class RecordTests
{
    private static readonly RayTable Trades = RayTable.FromColumns(
        ("sym", new[] { "AAPL", "MSFT" }),
        ("qty", new[] { 1, 2 }),
        ("price", new double?[] { 1.5, null }),
        ("traded_at", new[] { new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc) }),
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
        var quotes = new[] { new Quote { Sym = "a", Size = 3, Day = new DateOnly(2024, 1, 2) }, new Quote { Sym = "b", Size = 4 } };
        var table = RayTable.FromRecords(quotes);

        Assert.Equal(new RayColumnSchema("size", RayType.I64), table.Schema[1]);
        Assert.Equal(quotes.Select(
            quote => (quote.Shown, quote.Day)), table.Rows<Quote>().Select(quote => (quote.Shown, quote.Day)));
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
            ("sym", new[] { "a" }), (
                "qty", new[] { 1.5 }), ("price", new[] { 1.5 }), ("traded_at", new[] { DateTime.UnixEpoch }));

        var thrown = Assert.Throws<InvalidCastException>(() => table.Rows<Trade>());

        Assert.Equal("The column 'qty' holds F64, which cannot be read as Int64.", thrown.Message);
    }

    [Fact]
    public void A_null_that_a_property_cannot_hold_is_named_with_its_row()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a", "b" }), ("qty", new long?[] { 1, null }), (
                "price", new[] { 1.5, 2 }), ("traded_at", new[] { DateTime.UnixEpoch, DateTime.UnixEpoch }));

        var thrown = Assert.Throws<InvalidOperationException>(
            () => table.Rows<Trade>().Select(row => row.Qty).ToList());

        Assert.Equal("Row 1 of column 'qty' is null, and Int64 has no null. Read it as Int64?.", thrown.Message);
    }

    [Fact]
    public void A_number_that_does_not_fit_is_an_overflow()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a" }), ("size", new[] { 1L << 40 }), ("day", new DateOnly?[] { null }));

        Assert.Throws<OverflowException>(() => table.Rows<Quote>().ToList());
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
