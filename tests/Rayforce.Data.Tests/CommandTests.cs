using System.Data;
using System.Data.Common;
using Rayforce.Client;

namespace Rayforce.Data.Tests;

public sealed class CommandTests : IAsyncLifetime
{
    private DataServer _server = null!;

    public static TheoryData<string> Transports => DataServer.Transports;

    /// <summary>Values of every kind that a parameter takes, and what <c>type</c> calls them.</summary>
    public static TheoryData<object, string> Values => new()
    {
        { true, "b8" }, { (byte)1, "u8" }, { (short)1, "i16" }, { 1, "i64" }, { 1L, "i64" }, { 1f, "f32" },
        { 1.5, "f64" }, { 1.5m, "f64" }, { (sbyte)1, "i16" }, { (ushort)1, "i32" }, { 1u, "i64" }, { 1ul, "i64" },
        { 'c', "str" }, { "text", "str" }, { DayOfWeek.Friday, "i64" }, { new DateOnly(2024, 2, 3), "date" },
        { new TimeOnly(1, 2), "time" }, { TimeSpan.FromSeconds(1), "time" },
        { new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), "timestamp" },
        { new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero), "timestamp" },
        { Guid.NewGuid(), "guid" }, { new[] { 1L, 2 }, "I64" }, { new[] { "a" }, "SYM" }, { new object[] { 1, "a" }, "LIST" },
        { new RaySymbol("a", quoted: true), "sym" }, { DBNull.Value, "i64" },
    };

    public async Task InitializeAsync() => _server = await DataServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_command_reads_rows(string transport)
    {
        await using var source = _server.Source(transport);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new RayDbCommand("(select {name: name age: age from: people where: (> age @least)})", connection);
        command.Parameters.AddWithValue("least", 30);

        await using var reader = await command.ExecuteReaderAsync();

        Assert.True(reader.HasRows);
        Assert.Equal(2, reader.FieldCount);
        var rows = new List<(string, long)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetInt64(reader.GetOrdinal("age"))));
        Assert.Equal([("Charlie", 35), ("Eve", 32)], rows);
        Assert.False(await reader.NextResultAsync());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_parameter_is_a_value_of_its_type(object value, string type)
    {
        using var source = _server.Source();
        using var command = source.CreateCommand("(type @p)");
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@p", value);
        command.Parameters.Add(parameter);

        Assert.Equal(type, command.ExecuteScalar());
    }

    [Theory]
    [InlineData("\") (set hacked 1) (\"")]
    [InlineData("' OR 1=1 --")]
    [InlineData("@p")]
    [InlineData("line\nline ; comment")]
    public void A_text_is_never_read_as_code(string text)
    {
        using var source = _server.Source();
        using var command = source.CreateCommand("@p ; a comment at the end");
        command.Parameters.Add(new RayDbParameter("p", text));

        Assert.Equal(text, command.ExecuteScalar());
    }

    [Fact]
    public void Several_expressions_and_parameters_make_one_command()
    {
        using var connection = _server.Source().OpenConnection();
        using var command = new RayDbCommand("(set x @a) (+ x @b)", connection);
        command.Parameters.AddWithValue("a", 40);
        command.Parameters.AddWithValue("@b", 2);

        Assert.Equal(42L, command.ExecuteScalar());
    }

    [Theory]
    [InlineData("bad name")]
    [InlineData("")]
    [InlineData("a]")]
    public void A_parameter_without_a_name_of_rayfall_is_refused(string name)
    {
        using var connection = _server.Source().OpenConnection();
        using var command = new RayDbCommand("1", connection);
        command.Parameters.AddWithValue(name, 1);

        Assert.Throws<InvalidOperationException>(() => command.ExecuteScalar());
    }

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("[7 8]", 7L)]
    [InlineData("'a", "a")]
    [InlineData("\"b\"", "b")]
    [InlineData("(list 1 2)", 1L)]
    [InlineData("{k: 5}", "k")]
    [InlineData("(select {m: (max age) from: people})", 35L)]
    public void A_scalar_is_the_first_value(string text, object expected)
    {
        using var connection = _server.Source().OpenConnection();

        Assert.Equal(expected, new RayDbCommand(text, connection).ExecuteScalar());
    }

    [Fact]
    public void No_rows_have_no_scalar_and_a_null_is_a_null_of_the_database()
    {
        using var connection = _server.Source().OpenConnection();

        Assert.Null(new RayDbCommand("(select {from: people where: (> age 99)})", connection).ExecuteScalar());
        Assert.Null(new RayDbCommand("null", connection).ExecuteScalar());
        Assert.Equal(DBNull.Value, new RayDbCommand("0Nl", connection).ExecuteScalar());
    }

    [Fact]
    public void A_function_is_called_by_its_name_and_a_table_read_by_its()
    {
        using var connection = _server.Source().OpenConnection();
        new RayDbCommand("(set add (fn [a b] (+ a b)))", connection).ExecuteNonQuery();
        using var call = new RayDbCommand("add", connection) { CommandType = CommandType.StoredProcedure };
        call.Parameters.AddWithValue("a", 1);
        call.Parameters.AddWithValue("b", 2);
        using var table = new RayDbCommand("people", connection) { CommandType = CommandType.TableDirect };

        Assert.Equal(3L, call.ExecuteScalar());
        using var reader = table.ExecuteReader();
        Assert.Equal(5, reader.FieldCount);
    }

    [Fact]
    public void An_error_of_the_server_has_its_code()
    {
        using var connection = _server.Source().OpenConnection();

        var error = Assert.Throws<RayDbException>(() => new RayDbCommand("(+ 1 'a)", connection).ExecuteScalar());

        Assert.Equal(RayErrorCode.Type, error.Code);
        Assert.False(error.IsTransient);
        Assert.IsType<RayforceQueryException>(error.InnerException);
        Assert.Equal(ConnectionState.Open, connection.State);
        Assert.Equal(2L, new RayDbCommand("(+ 1 1)", connection).ExecuteScalar());
    }

    [Theory]
    [InlineData("rayforce://127.0.0.1:1")]
    [InlineData("ws://127.0.0.1:1")]
    public void No_server_is_a_transient_error(string url)
    {
        using var source = new RayDataSource(url);

        var error = Assert.Throws<RayDbException>(() => source.OpenConnection());

        Assert.True(error.IsTransient);
        Assert.Equal("connection", error.Code);
        Assert.IsAssignableFrom<RayforceConnectionException>(error.InnerException);
    }

    [Fact]
    public void Transactions_are_refused_clearly()
    {
        using var connection = _server.Source().OpenConnection();

        Assert.Contains("no transactions", Assert.Throws<NotSupportedException>(() => connection.BeginTransaction()).Message);
    }

    [Fact]
    public async Task A_data_source_uses_its_connections_again_and_no_more_than_it_may()
    {
        await using var source = _server.Source(settings: "Max Pool Size=1;Connect Timeout=1");
        var first = await source.OpenConnectionAsync();
        var lent = first.Lent;

        var error = await Assert.ThrowsAsync<RayDbException>(async () => await source.OpenConnectionAsync());
        await first.CloseAsync();
        await using var second = await source.OpenConnectionAsync();

        Assert.Equal("timeout", error.Code);
        Assert.Same(lent, second.Lent);
    }

    [Fact]
    public void The_factory_makes_what_a_program_without_this_provider_needs()
    {
        DbProviderFactory factory = RayProviderFactory.Instance;
        using var source = factory.CreateDataSource(_server.Url("ws"));
        using var connection = source.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "(+ @a 1)";
        var parameter = factory.CreateParameter()!;
        (parameter.ParameterName, parameter.Value) = ("a", 1);
        command.Parameters.Add(parameter);

        Assert.Equal(2L, command.ExecuteScalar());
        Assert.Same(factory, DbProviderFactories.GetFactory(connection));
    }

    [Fact]
    public void A_connection_of_its_own_needs_no_data_source()
    {
        using var connection = new RayDbConnection { ConnectionString = _server.Url("ws") };
        connection.Open();

        Assert.Equal(2L, new RayDbCommand("(+ 1 1)", connection).ExecuteScalar());
        connection.Close();
        Assert.Equal(ConnectionState.Closed, connection.State);
        Assert.Throws<InvalidOperationException>(() => new RayDbCommand("1", connection).ExecuteScalar());
    }

    [Fact]
    public void A_reader_closes_its_connection_where_it_is_told_to()
    {
        using var connection = _server.Source().OpenConnection();
        var reader = ((DbCommand)new RayDbCommand("people", connection)).ExecuteReader(CommandBehavior.CloseConnection);

        Assert.Equal(ConnectionState.Open, connection.State);
        reader.Close();

        Assert.Equal(ConnectionState.Closed, connection.State);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void The_schema_has_tables_and_columns(string transport)
    {
        using var connection = _server.Source(transport).OpenConnection();

        var collections = connection.GetSchema();
        var tables = connection.GetSchema("Tables");
        var columns = connection.GetSchema("Columns", ["people"]);
        var column = connection.GetSchema("columns", ["people", "age"]);

        Assert.Equal(3, collections.Rows.Count);
        Assert.Equal(["people"], tables.Rows.Cast<DataRow>().Select(row => (string)row["TABLE_NAME"]));
        Assert.Equal(
            [("id", "I64"), ("name", "Symbol"), ("age", "I64"), ("salary", "F64"), ("dept", "Symbol")],
            columns.Rows.Cast<DataRow>().Select(row => ((string)row["COLUMN_NAME"], (string)row["DATA_TYPE"])));
        Assert.Equal(3, Assert.Single(column.Rows.Cast<DataRow>())["ORDINAL_POSITION"]);
        Assert.Throws<ArgumentException>(() => connection.GetSchema("Views"));
    }
}
