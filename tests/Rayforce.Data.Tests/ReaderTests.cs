using System.Data;

namespace Rayforce.Data.Tests;

public sealed class ReaderTests : IAsyncLifetime
{
    private DataServer _server = null!;

    public async Task InitializeAsync() => _server = await DataServer.StartAsync(Scripts.Types);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Every_type_is_read_by_its_typed_getter()
    {
        using var reader = Read();
        Assert.True(reader.Read());

        Assert.True(reader.GetBoolean(0));
        Assert.Equal(1, reader.GetByte(1));
        Assert.Equal(1, reader.GetInt16(2));
        Assert.Equal(2, reader.GetInt32(3));
        Assert.Equal(3, reader.GetInt64(4));
        Assert.Equal(1.5f, reader.GetFloat(5));
        Assert.Equal(2.5, reader.GetDouble(6));
        Assert.Equal(new DateTime(2024, 2, 3), reader.GetDateTime(7));
        Assert.Equal(new DateOnly(2024, 2, 3), reader.GetFieldValue<DateOnly>(7));
        Assert.Equal(new TimeSpan(0, 10, 11, 12, 13), reader.GetFieldValue<TimeSpan>(8));
        Assert.Equal(new TimeOnly(10, 11, 12, 13), reader.GetFieldValue<TimeOnly>(8));
        Assert.Equal(new DateTime(2024, 2, 3, 10, 11, 12, 13, DateTimeKind.Utc), reader.GetDateTime(9));
        Assert.Equal(TimeSpan.FromSeconds(1), reader.GetFieldValue<TimeSpan>(10));
        Assert.Equal(new Guid("0a1b2c3d-0405-0607-0809-0a0b0c0d0e0f"), reader.GetGuid(11));
        Assert.Equal("a", reader.GetString(12));
        Assert.Equal('b', reader.GetChar(13));
        Assert.Equal([1L, 2], reader.GetFieldValue<long[]>(14));
        Assert.Equal(2.5m, reader.GetDecimal(6));
        Assert.Equal(3m, reader.GetFieldValue<decimal>(4));
        Assert.Equal(3.0, reader.GetDouble(4));
        Assert.Equal(3, reader.GetInt32(4));
    }

    [Fact]
    public void Every_field_type_is_that_of_its_values()
    {
        using var reader = Read();
        reader.Read();

        for (var i = 0; i < reader.FieldCount; i++)
            Assert.IsAssignableFrom(reader.GetFieldType(i), reader.GetValue(i));
    }

    [Fact]
    public void Every_type_with_a_null_shows_it()
    {
        using var reader = Read();
        reader.Read();
        Assert.All(Enumerable.Range(0, reader.FieldCount), i => Assert.False(reader.IsDBNull(i)));
        reader.Read();

        for (var i = 2; i < 14; i++)
        {
            Assert.True(reader.IsDBNull(i), reader.GetName(i));
            Assert.Equal(DBNull.Value, reader.GetValue(i));
        }

        Assert.Null(reader.GetFieldValue<int?>(3));
        Assert.Null(reader.GetFieldValue<DateTime?>(9));
        Assert.Throws<InvalidCastException>(() => reader.GetInt32(3));
        Assert.Throws<InvalidCastException>(() => reader.GetDecimal(4));
        Assert.Equal(string.Empty, reader.GetString(12));
        Assert.False(reader.GetBoolean(0));
    }

    [Fact]
    public void A_typed_getter_makes_no_boxes()
    {
        using var reader = Read("(table [a b c] (list (til 1000) (* 1.5 (til 1000)) (> (til 1000) 5)))");
        reader.Read();
        Sum(reader);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0.0;
        while (reader.Read())
            sum += Sum(reader);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(sum > 0);
        Assert.True(allocated < 1000, $"{allocated} bytes");

        static double Sum(RayDbDataReader reader) => reader.IsDBNull(0)
            ? 0
            : reader.GetInt64(0) + reader.GetDouble(1) + (reader.GetBoolean(2) ? 1 : 0);
    }

    [Fact]
    public void A_table_of_data_is_loaded_with_its_types()
    {
        using var reader = Read();
        var table = new DataTable();
        table.Load(reader);

        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(typeof(long), table.Columns["i64"]!.DataType);
        Assert.Equal(DBNull.Value, table.Rows[1]["i64"]);
    }

    [Fact]
    public void The_schema_of_a_result_names_types_and_nulls()
    {
        using var reader = Read();

        var columns = reader.GetColumnSchema();
        var table = reader.GetSchemaTable()!;

        Assert.Equal(15, columns.Count);
        Assert.Equal(("b8", "B8", typeof(bool), false), Of(0));
        Assert.Equal(("f64", "F64", typeof(double), true), Of(6));
        Assert.Equal("f64", table.Rows[6]["ColumnName"]);
        Assert.Equal(typeof(double), table.Rows[6]["DataType"]);

        (string, string?, Type?, bool?) Of(int i) =>
            (columns[i].ColumnName, columns[i].DataTypeName, columns[i].DataType, columns[i].AllowDBNull);
    }

    [Fact]
    public void Names_are_found_by_case_first()
    {
        using var reader = Read("(table [a A] (list [1] [2]))");

        Assert.Equal((0, 1), (reader.GetOrdinal("a"), reader.GetOrdinal("A")));
        Assert.Throws<IndexOutOfRangeException>(() => reader.GetOrdinal("b"));
    }

    [Fact]
    public void Outside_of_rows_nothing_is_read()
    {
        using var reader = Read("(table [a] (list [1]))");

        Assert.Throws<InvalidOperationException>(() => reader.GetInt64(0));
        reader.Read();
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.GetInt64(1));
        Assert.False(reader.Read());
        Assert.Throws<InvalidOperationException>(() => reader.GetInt64(0));
    }

    [Fact]
    public void Texts_are_read_in_pieces()
    {
        using var reader = Read("(table [a] (list [\"h\u00e9llo\"]))");
        reader.Read();
        var letters = new char[3];
        var bytes = new byte[10];

        Assert.Equal(5, reader.GetChars(0, 0, null, 0, 0));
        Assert.Equal(3, reader.GetChars(0, 1, letters, 0, 3));
        Assert.Equal("éll", new string(letters));
        Assert.Equal(6, reader.GetBytes(0, 0, bytes, 0, 10));
    }

    private RayDbDataReader Read(string text = "types") =>
        new RayDbCommand(text, _server.Source().OpenConnection()).ExecuteReader();
}
