using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Results;
using Rayforce.Server;
using Rayforce.WebSocket;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Network;

/// <summary>
/// The network tests of the Python binding for query objects, on both transports and the embedded engine.
/// </summary>
public sealed class ConnectionQueryTests : IAsyncLifetime
{
    private readonly WSServer _server = new(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });

    public static TheoryData<string> Transports => ["ws", "rayforce"];

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_select_answers_the_columns_and_rows_that_it_names(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepAsync(connection, "people", RayTable.FromColumns(
            ("id", new RaySymbolVector("001", "002")),
            ("name", new RaySymbolVector("alice", "bob")),
            ("age", new long[] { 29, 34 })));

        var query = Table("people").Select("id", "name").Where(Column("age") > 30);
        var result = await connection.ExecuteAsync<RayTable>(query);

        Assert.Equal(["id", "name"], result.Names.ToArray());
        Assert.Equal(1, result.RowCount);
        Assert.Equal(new RaySymbolVector("002"), result["id"]);
        Assert.Equal(new RaySymbolVector("bob"), result["name"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_select_computes_and_groups(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepAsync(connection, "trades", RayTable.FromColumns(
            ("sym", new RaySymbolVector("a", "b", "a")),
            ("qty", new long[] { 1, 2, 3 })));

        var query = Table("trades").Select(Column("qty").Sum().As("total")).By("sym");
        var result = await connection.ExecuteAsync<RayTable>(query);

        Assert.Equal(new RaySymbolVector("a", "b"), result["sym"]);
        Assert.Equal(new RayVector<long>(4, 2), result["total"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_update_answers_the_name_of_the_table_and_changes_it(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepPeopleAsync(connection, "001", "002");

        var query = Table("people").Update(Set("age", 35)).Where(Column("id") == "001");
        var result = await connection.ExecuteAsync<string>(query);

        Assert.Equal("people", result);
        Assert.Equal(new RayVector<long>(35, 29), await AgesAsync(connection));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_insert_answers_the_name_of_the_table_and_adds_rows(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepPeopleAsync(connection, "001");

        var result = await connection.ExecuteAsync<string>(
            Table("people").Insert(Set("id", Value(new[] { "003" })), Set("age", Value(new long[] { 40 }))));

        Assert.Equal("people", result);
        Assert.Equal(new RayVector<long>(29, 40), await AgesAsync(connection));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_upsert_changes_the_row_with_the_same_key_and_adds_others(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepPeopleAsync(connection, "001");

        Assert.Equal("people", await connection.ExecuteAsync<string>(
            Table("people").Upsert(1, Set("id", "001"), Set("age", 30))));
        Assert.Equal(new RayVector<long>(30), await AgesAsync(connection));
        await connection.ExecuteAsync(Table("people").Upsert(1, Set("id", "002"), Set("age", 31)));
        Assert.Equal(new RayVector<long>(30, 31), await AgesAsync(connection));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_inner_join_of_tables_on_the_server_has_the_columns_of_both(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepPricesAsync(connection, "AAPL", "GOOGL");

        var result = await connection.ExecuteAsync<RayTable>(Table("trades").InnerJoin(Table("quotes"), "sym"));

        Assert.Equal(["sym", "price", "bid", "ask"], result.Names.ToArray());
        Assert.Equal(new RaySymbolVector("AAPL", "GOOGL"), result["sym"]);
        Assert.Equal(new RayVector<long>(50, 100), result["bid"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_left_join_has_nulls_where_the_right_table_has_no_row(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepPricesAsync(connection, "AAPL", "MSFT");

        var result = await connection.ExecuteAsync<RayTable>(Table("trades").LeftJoin(Table("quotes"), "sym"));

        Assert.Equal(["sym", "price", "bid", "ask"], result.Names.ToArray());
        Assert.Equal(new RaySymbolVector("AAPL", "MSFT"), result["sym"]);
        Assert.Equal([50L, null], result.Column<long>("bid").AsNullable());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_asof_join_takes_the_last_row_that_is_not_later(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepMomentsAsync(connection);

        var result = await connection.ExecuteAsync<RayTable>(Table("trades").AsofJoin(Table("quotes"), "sym", "ts"));

        Assert.Equal(new RayVector<long>(3, 4), result["bid"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_window_join_aggregates_the_rows_around_each_row(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepMomentsAsync(connection);

        var result = await connection.ExecuteAsync<RayTable>(Table("trades").WindowJoin(
            Table("quotes"),
            ["sym", "ts"],
            new Window(-5, 0, "ts"),
            Column("bid").Min().As("lo"),
            Column("bid").Max().As("hi")));

        Assert.Equal(new RayVector<long>(3, 4), result["lo"]);
        Assert.Equal(new RayVector<long>(5, 4), result["hi"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_text_is_answered_by_a_typed_value(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        var numbers = await connection.ExecuteAsync<long[]>("(til 3)");

        Assert.Equal([0L, 1L, 2L], numbers);
        Assert.Equal(3, await connection.ExecuteAsync<int>("(+ 1 2)"));
        await Assert.ThrowsAsync<InvalidCastException>(() => connection.ExecuteAsync<string>("(+ 1 2)"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task The_server_orders_and_limits(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepAsync(connection, "trades", RayTable.FromColumns(
            ("sym", new RaySymbolVector("a", "b", "c", "d")), ("qty", new long[] { 3, 1, 4, 2 })));

        var first = await connection.ExecuteAsync<RayTable>(Table("trades").OrderBy("qty").Take(2));
        var rest = Table("trades").OrderByDescending("qty").Take(9, offset: 1);
        var second = await connection.ExecuteAsync<RayTable>(rest);

        Assert.Equal(new RaySymbolVector("b", "d"), first["sym"]);
        Assert.Equal(new RaySymbolVector("a", "d", "b"), second["sym"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_stream_of_records_is_inserted_in_chunks(string transport)
    {
        await using var connection = await ConnectAsync(transport);
        await KeepAsync(connection, "quotes", RayTable.FromRecords(Array.Empty<Quote>()));

        await foreach (var chunk in RayTable.InChunks(Stream(), size: 2))
            Assert.Equal("quotes", await connection.ExecuteAsync<string>(Table("quotes").Insert(chunk)));
        var quotes = await connection.ExecuteAsync<RayTable>(Table("quotes"));

        Assert.Equal([0, 1, 2, 3, 4], quotes.Rows<Quote>().Select(quote => quote.Size));

        static async IAsyncEnumerable<Quote> Stream()
        {
            for (var i = 0; i < 5; i++)
            {
                await Task.Yield();
                yield return new Quote { Sym = "s", Size = i, Day = new DateOnly(2024, 1, 2) };
            }
        }
    }

    [Fact]
    public async Task A_connection_of_wire_version_1_sends_queries_in_their_form_of_version_1()
    {
        var options = new WSClientOptions { WireVersion = WireVersion.V1 };
        await using var connection = await new WSClient("127.0.0.1", _server.Port, options).ConnectAsync();
        await KeepPeopleAsync(connection, "001", "002");

        var query = Table("people").Where(Column("id") == "002");
        var result = await connection.ExecuteAsync<RayTable>(query);
        var inserted = await connection.ExecuteAsync<RayTable>(Table("people").Insert("003", 40).SaveAs("people"));
        var ages = await AgesAsync(connection);

        Assert.Equal(new RaySymbolVector("002"), result["id"]);
        Assert.Equal(3, inserted.RowCount);
        Assert.Equal([29L, 29L, 40L], ages.As<long[]>());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_wrong_query_is_an_exception_with_the_servers_code_and_the_connection_lives(string transport)
    {
        await using var connection = await ConnectAsync(transport);

        var exception = await Assert.ThrowsAsync<RayforceQueryException>(
            () => connection.ExecuteAsync(Table("nowhere").Select("id")));

        Assert.Equal("name", exception.Code);
        Assert.Equal(3, await connection.ExecuteAsync<long>(Call("+", 1, 2)));
        await Assert.ThrowsAsync<InvalidCastException>(() => connection.ExecuteAsync<RayTable>(Call("+", 1, 2)));
    }

    private Task<RayConnection> ConnectAsync(string transport) =>
        RayforceClient.ConnectAsync($"{transport}://127.0.0.1:{(transport == "ws" ? _server.Port : _server.TcpPort)}");

    private static Task<RayObject> KeepPeopleAsync(RayConnection connection, params string[] ids) => KeepAsync(
        connection,
        "people",
        RayTable.FromColumns(("id", new RaySymbolVector(ids)), ("age", Enumerable.Repeat(29L, ids.Length).ToArray())));

    private static async Task KeepPricesAsync(RayConnection connection, string first, string second)
    {
        await KeepAsync(connection, "trades", RayTable.FromColumns(
            ("sym", new RaySymbolVector(first, second)), ("price", new long[] { 100, 200 })));
        await KeepAsync(connection, "quotes", RayTable.FromColumns(
            ("sym", new RaySymbolVector("AAPL", "GOOGL")),
            ("bid", new long[] { 50, 100 }),
            ("ask", new long[] { 75, 150 })));
    }

    private static async Task KeepMomentsAsync(RayConnection connection)
    {
        await KeepAsync(connection, "trades", RayTable.FromColumns(
            ("sym", new RaySymbolVector("a", "b")), ("ts", new long[] { 10, 20 }), ("px", new[] { 1.5, 2.5 })));
        await KeepAsync(connection, "quotes", RayTable.FromColumns(
            ("sym", new RaySymbolVector("a", "b", "a")),
            ("ts", new long[] { 8, 19, 9 }),
            ("bid", new long[] { 5, 4, 3 })));
    }

    private static Task<RayObject> KeepAsync(RayConnection connection, string name, RayTable table) =>
        connection.ExecuteAsync(new RayList(new RaySymbol("set"), new RaySymbol(name), table));

    private static async Task<RayObject> AgesAsync(RayConnection connection) =>
        (await connection.ExecuteAsync<RayTable>(Table("people").Select("id", "age")))["age"];
}
