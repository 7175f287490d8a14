using System.Globalization;
using Rayforce.Client;
using Rayforce.Queries;
using Rayforce.TestServers;

namespace Rayforce.Data.Tests;

/// <summary>Each construct of SQL, at a server with the embedded engine and, where there is one, a native server.</summary>
public sealed class SqlTests : IAsyncLifetime
{
    private const string Tables =
        """
        (do
          (set people (table [id name age salary dept] (list [1 2 3 4 5] [Alice Bob Charlie Diana Eve] [25 30 0Nl 28 32]
            [50000.0 60000.0 70000.0 55000.0 65000.0] [eng sales eng sales eng])))
          (set orders (table [oid pid amount note] (list [10 11 12 13 14] [1 1 2 9 0Nl] [5.0 7.5 0Nf 2.0 1.0]
            ["a" "" "c" "d*" "e"])))
          (set flags (table [id ok day small] (list [1 2] [true false] [2024.01.01 2024.01.02] [1i 2i])))
          0)
        """;

    private DataServer _server = null!;

    /// <summary>Queries and their rows.</summary>
    public static TheoryData<string, string> Queries => new()
    {
        { "SELECT * FROM flags", "(1, True, 2024-01-01, 1) (2, False, 2024-01-02, 2)" },
        { "select name, age as years from people where age > 26 and dept = 'eng' or name like 'B%'", "(Bob, 30) (Eve, 32)" },
        { "select name from people where age < 30", "(Alice) (Diana)" },
        { "select name from people where not (age > 26)", "(Alice)" },
        { "select name from people where age <> 25", "(Bob) (Diana) (Eve)" },
        { "select name from people where age is null", "(Charlie)" },
        { "select name from people where age is not null and salary > -100", "(Alice) (Bob) (Diana) (Eve)" },
        { "select name from people where age between 25 and 28", "(Alice) (Diana)" },
        { "select name from people where age not between 25 and 28", "(Bob) (Eve)" },
        { "select name from people where age in (25, 30)", "(Alice) (Bob)" },
        { "select name from people where age not in (25, 30)", "(Diana) (Eve)" },
        { "select name from people where age not in (25, null)", "" },
        { "select name from people where name in ('Alice', 'Eve')", "(Alice) (Eve)" },
        { "select name from people where 30 < age", "(Eve)" },
        { "select note from orders where note like '%*'", "(d*)" },
        { "select note from orders where note like '_!*' escape '!'", "(d*)" },
        { "select name from people where name ilike 'a%'", "(Alice)" },
        { "select name from people where (age > 26) is null", "(Charlie)" },
        { "select name from people where age is distinct from 25", "(Bob) (Charlie) (Diana) (Eve)" },
        { "select id from flags where ok", "(1)" },
        { "select id from flags where not ok", "(2)" },
        { "select id from flags where ok is false and day > DATE '2024-01-01'", "(2)" },
        { "select count(*), count(age), sum(age), avg(age), min(name), max(age) from people", "(5, 4, 115, 28.75, Alice, 32)" },
        { "select count(*) as n, sum(age) as s, max(name) as m from people where id > 100", "(0, NULL, NULL)" },
        { "select dept, count(*) n, sum(salary) total from people group by dept order by total desc", "(eng, 3, 185000) (sales, 2, 115000)" },
        { "select dept from people group by dept having count(age) > 2", "" },
        { "select dept, count(*) as n from people where age > 25 group by dept having n > 1", "(sales, 2)" },
        { "select upper(dept) d, count(distinct age) from people group by upper(dept) order by d", "(ENG, 2) (SALES, 2)" },
        { "select id % 2 as parity, sum(salary) from people group by 1 order by 1", "(0, 115000) (1, 185000)" },
        { "select sum(salary) filter (where age > 26) from people", "(180000)" },
        { "select median(salary), round(var_pop(id), 6) from people", "(60000, 2)" },
        { "select name from people order by age", "(Charlie) (Alice) (Diana) (Bob) (Eve)" },
        { "select name from people order by age nulls last, name", "(Alice) (Diana) (Bob) (Eve) (Charlie)" },
        { "select name from people order by dept desc, salary", "(Diana) (Bob) (Alice) (Eve) (Charlie)" },
        { "select id from people order by id % 2, id desc", "(4) (2) (5) (3) (1)" },
        { "select name, salary * 2 as twice from people order by twice desc limit 2 offset 1", "(Eve, 130000) (Bob, 120000)" },
        { "select id from people limit 2 offset 4", "(5)" },
        { "select id from people order by id limit 0", "" },
        { "select distinct dept from people order by dept", "(eng) (sales)" },
        { "select case when age > 26 then 'old' when age is null then 'none' else 'young' end from people where id < 4", "(young) (old) (none)" },
        { "select case dept when 'eng' then 1 else 0 end from people where id < 3", "(1) (0)" },
        { "select cast(age as double), coalesce(age, 0), nullif(dept, 'eng') from people where id in (2, 3)", "(30, 30, sales) (NULL, 0, NULL)" },
        { "select year(day), extract(month from day), day(day) from flags where id = 2", "(2024, 1, 2)" },
        { "select abs(-id), round(2.345 * id, 2), id / 2, -id % 2 from flags", "(1, 2.35, 0.5, -1) (2, 4.69, 1, 0)" },
        { "select 1 + 2 as three, 'x' as t, round(2.5)", "(3, x, 3)" },
        { "select p.name, o.amount from people p join orders o on p.id = o.pid order by o.oid", "(Alice, 5) (Alice, 7.5) (Bob, NULL)" },
        { "select p.name, o.oid from people p left join orders o on p.id = o.pid and o.amount > 6 where p.id < 3", "(Alice, 11) (Bob, NULL)" },
        { "select p.name, o.oid from people p right join orders o on p.id = o.pid order by oid", "(Alice, 10) (Alice, 11) (Bob, 12) (NULL, 13) (NULL, 14)" },
        { "select count(*) from people p full join orders o on p.id = o.pid", "(8)" },
        { "select name, oid from people join orders on id = pid where amount > 6", "(Alice, 11)" },
        { "select * from flags join people using (id) where age > 26", "(2, False, 2024-01-02, 2, Bob, 30, 60000, sales)" },
        { "select count(*) from people, orders", "(25)" },
        { "select a.id, b.id as other from flags a cross join flags b where a.id < b.id", "(1, 2)" },
        { "select name from people where id in (select pid from orders)", "(Alice) (Bob)" },
        { "select name from people where id not in (select pid from orders)", "" },
        { "select name from people where salary > (select avg(salary) from people)", "(Charlie) (Eve)" },
        { "select name from people where exists (select oid from orders where amount > 100)", "" },
        { "select q.d from (select dept as d, count(*) as n from people group by dept) q where q.n > 2", "(eng)" },
        { "select id from flags union all select id from flags order by id", "(1) (1) (2) (2)" },
        { "select dept from people union select dept from people order by dept", "(eng) (sales)" },
        { "select \"id\" from `flags` -- a comment\n where id = 1 /* and more */ ; ", "(1)" },
        { "select name from people where name = 'it''s'", "" },
    };

    /// <summary>Changes, how many rows they change, and what is there then.</summary>
    public static TheoryData<string, int, string, string> Changes => new()
    {
        { "update people set age = 99 where name = 'Bob'", 1, "select age from people where id = 2", "(99)" },
        { "update people set salary = salary * 2, dept = 'ops' where age > 28", 2, "select salary, dept from people where dept = 'ops'", "(120000, ops) (130000, ops)" },
        { "update people set age = null", 5, "select count(age) from people", "(0)" },
        { "update people p set age = 1 where p.id = (select max(id) from people)", 1, "select id from people where age = 1", "(5)" },
        { "update orders set note = 'z' where note is null", 1, "select oid from orders where note = 'z'", "(11)" },
        { "update flags set small = 7 where id = 1", 1, "select small from flags where id = 1", "(7)" },
        { "insert into people (id, name) values (6, 'Fay')", 1, "select id, name, age, dept from people where id = 6", "(6, Fay, NULL, NULL)" },
        { "insert into people (id, name) values (6, 'Fay'), (7, 'Gus')", 2, "select id, name, age from people where id > 5", "(6, Fay, NULL) (7, Gus, NULL)" },
        { "insert into people values (6, 'Fay', null, 1.5, 'x'), (7, 'Gus', 40, 2, 'x')", 2, "select * from people where id > 5", "(6, Fay, NULL, 1.5, x) (7, Gus, 40, 2, x)" },
        { "insert into orders (oid, pid, amount, note) values (20, -1, 2, 'n'), (21, 1 + 1, 2.5, null)", 2, "select * from orders where oid > 15", "(20, -1, 2, n) (21, 2, 2.5, NULL)" },
        { "insert into flags (id, ok, day, small) values (3, true, DATE '2024-02-03', 9)", 1, "select * from flags where id = 3", "(3, True, 2024-02-03, 9)" },
        { "insert into people (id, name, age, salary, dept) values (1, 'Ann', 1, 1, 'z') on conflict (id) do update", 1, "select name from people where id = 1", "(Ann)" },
        { "insert into people (id, name, age) values (1, 'Ann', 2), (9, 'New', 3) on conflict (id) do update set name = excluded.name, age = excluded.age", 2, "select id, name, age, salary from people where age < 4", "(1, Ann, 2, 50000) (9, New, 3, NULL)" },
        { "insert into people (id, name, age, salary, dept) values (1, 'Alice', 7, 1, 'z') on conflict (id, name) do update", 1, "select age from people where id = 1", "(7)" },
        { "insert into people (id, name, age, salary, dept) values (1, 'No', 1, 1, 'z') on conflict (id) do nothing", 0, "select name from people where id = 1", "(Alice)" },
        { "insert into people (id, name, age, salary, dept) values (8, 'Yes', 1, 1, 'z') on conflict (id) do nothing", 1, "select name from people where id = 8", "(Yes)" },
        { "insert into people (name, id, age, salary, dept) select name, id + 100, age, salary, dept from people where id < 3", 2, "select id, name from people where id > 5", "(101, Alice) (102, Bob)" },
        { "delete from people where age > 26", 3, "select id from people", "(1) (3)" },
        { "delete from people", 5, "select count(*), sum(id), min(name), count(distinct id) from people", "(0, NULL, NULL, 0)" },
    };

    /// <summary>What is refused here, and where.</summary>
    public static TheoryData<string, int, int> Refused => new()
    {
        { "selec 1", 1, 1 }, { "", 1, 1 }, { "select", 1, 7 }, { "select * from", 1, 14 }, { "select a b c from t", 1, 12 },
        { "select a\nfrom t\nwhere a >", 3, 10 }, { "select 'open", 1, 8 }, { "select (1", 1, 10 },
        { "select 1; drop table t", 1, 11 }, { "with x as (select 1) select 1", 1, 1 },
        { "select row_number() over (order by a) from t", 1, 21 }, { "select nosuch(a) from t", 1, 8 },
        { "select sum(*) from t", 1, 8 }, { "select a, a from t", 1, 11 }, { "select x.a from t", 1, 8 },
        { "select a from t where x.a = 1", 1, 23 }, { "select a, sum(b) from t", 1, 8 },
        { "select sum(sum(a)) from t", 1, 12 }, { "select a from t where sum(a) > 1", 1, 23 },
        { "select a from t having a > 1", 1, 26 }, { "select a from t order by 2", 1, 26 },
        { "select a from t limit b", 1, 23 }, { "select a from t limit -1", 1, 23 },
        { "select cast(a as nonsense) from t", 1, 8 }, { "select DATE '2024-13-01'", 1, 8 },
        { "select a from t where b like c", 1, 30 }, { "select a from t where a = @p", 1, 27 },
        { "select 99999999999999999999", 1, 8 }, { "select t.a from t join u on t.a < u.a join v on t.a = w.a", 1, 55 },
        { "select t.a from t left join u on t.a < u.a", 1, 38 }, { "select t.a from t join u", 1, 19 },
        { "select t.a from t join t on t.a = t.a", 1, 24 }, { "select a from t where a in (select b, c from u)", 1, 29 },
        { "select a from t union select a, b from t", 1, 23 }, { "select distinct a from t order by b", 1, 35 },
        { "insert into t (a, a) values (1, 2)", 1, 1 }, { "insert into t (a) values (1, 2)", 1, 27 },
        { "insert into t (a) values (b)", 1, 27 }, { "insert into t select a from u", 1, 1 },
        { "insert into t (a) values (1) on conflict (b) do update", 1, 30 },
        { "insert into t (a, b) values (1, 2) on conflict (a) do update set b = 3", 1, 66 },
        { "insert into t (a) values (1), (2) on conflict (a) do nothing", 1, 35 },
        { "insert into t (a) values ('x'), (2)", 1, 27 }, { "update t set a", 1, 15 }, { "delete t", 1, 8 },
        { "select desc from t", 1, 8 }, { "select a as \"from\" from t", 1, 8 },
        { "create table t (a int)", 1, 1 }, { "select a from t except select a from u", 1, 17 },
    };

    public async Task InitializeAsync() => _server = await DataServer.StartAsync(Tables);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_has_its_rows(string text, string rows) =>
        Assert.Equal(rows, await ReadAsync(_server.Url("ws"), text));

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_says_how_many_rows_it_has_changed(string text, int count, string query, string rows)
    {
        Assert.Equal(count, await ChangeAsync(_server.Url("ws"), text));
        Assert.Equal(rows, await ReadAsync(_server.Url("ws"), query));
    }

    [SkippableFact]
    public async Task A_native_server_answers_the_same()
    {
        await using var native = await NativeServer.StartAsync();
        var url = $"rayforce://127.0.0.1:{native.Port}";
        var differences = new List<string>();
        await using var setup = await native.ConnectAsync();
        await setup.ExecuteAsync(Tables);
        foreach (var row in Queries)
        {
            if (await ReadAsync(url, (string)row[0]) is var rows && rows != (string)row[1])
                differences.Add($"{row[0]}: {rows}, not {row[1]}");
        }

        foreach (var row in Changes)
        {
            await setup.ExecuteAsync(Tables);
            var count = await ChangeAsync(url, (string)row[0]);
            var rows = await ReadAsync(url, (string)row[2]);
            if ((count, rows) != ((int)row[1], (string)row[3]))
                differences.Add($"{row[0]}: {count} {rows}, not {row[1]} {row[3]}");
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_carried_out_is_refused_with_its_place(string text, int line, int column)
    {
        var error = Assert.Throws<RaySqlException>(() => Query.Sql(text));

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("- ")]
    [InlineData("case when true then ")]
    [InlineData("1 in (select ")]
    [InlineData("abs(")]
    public void A_text_that_nests_too_deep_is_refused(string open) =>
        Assert.Throws<RaySqlException>(() => Query.Sql("select " + string.Concat(Enumerable.Repeat(open, 20_000))));

    [Theory]
    [InlineData(" + 1")]
    [InlineData(" or a = 1")]
    [InlineData(" || 'x'")]
    [InlineData(" = 1")]
    [InlineData(", b")]
    [InlineData(" from t union all select a")]
    [InlineData(" from t cross join u")]
    public void A_text_that_is_very_long_is_carried_out_or_refused(string more)
    {
        var text = "select a" + string.Concat(Enumerable.Repeat(more, 20_000)) + " from t";

        Assert.IsType<RaySqlException>(Record.Exception(() => Query.Sql(text).ToRayObject()) ?? new RaySqlException("", 1, 1));
    }

    [Theory]
    [InlineData("select name from people where age = @age and dept = :dept", "(Eve)")]
    [InlineData("select name from people where age = ? and dept = ?", "(Eve)")]
    [InlineData("select name from people where age = $1 and dept = $2", "(Eve)")]
    [InlineData("select name from people where '?' <> 'x' /* ? */ and age in (?, 1) and dept = ?", "(Eve)")]
    public async Task Parameters_are_bound_as_values(string text, string rows) => Assert.Equal(
        rows, await ReadAsync(_server.Url("ws"), text, ("age", 32), ("dept", "eng")));

    [Fact]
    public async Task A_parameter_is_never_read_as_sql() => Assert.Equal(
        "", await ReadAsync(_server.Url("ws"), "select name from people where name = @p", ("p", "x' or 'a' = 'a")));

    [Fact]
    public async Task A_null_that_is_a_parameter_is_a_null()
    {
        Assert.Equal("", await ReadAsync(_server.Url("ws"), "select name from people where age = @p", ("p", null)));
        Assert.Equal(5, await ChangeAsync(_server.Url("ws"), "update people set dept = @p", ("p", DBNull.Value)));
        Assert.Equal("(0)", await ReadAsync(_server.Url("ws"), "select count(dept) from people"));
    }

    [Theory]
    [InlineData("insert into flags (id, ok) values (3, null)")]
    [InlineData("insert into flags (id, ok) values (3, true), (4, null)")]
    [InlineData("update flags set ok = null")]
    public async Task A_null_is_refused_where_a_column_has_none(string text)
    {
        var error = await Assert.ThrowsAsync<RayDbException>(() => ChangeAsync(_server.Url("ws"), text));

        Assert.Contains("has no null", error.Message);
        Assert.Equal("(2)", await ReadAsync(_server.Url("ws"), "select count(*) from flags"));
    }

    [Fact]
    public async Task A_connection_of_the_client_takes_sql()
    {
        await using var connection = await WebSocket.RayforceClient.ConnectAsync(_server.Url("rayforce"));

        var table = await connection.ExecuteAsync<RayTable>(Query.Sql("select id from people where id > @n", ("n", 3)));
        var joined = await connection.ExecuteSqlAsync("select * from flags join people using (id)");

        Assert.Equal(2, table.RowCount);
        Assert.Equal(8, Assert.IsType<RayTable>(joined).ColumnCount);
        Assert.Contains("columns of", Assert.Throws<RaySqlException>(() => Query.Sql("select * from a join b using (id)")).Message);
    }

    private static async Task<string> ReadAsync(string url, string text, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new RayDbConnection(url);
        await connection.OpenAsync(default);
        await using var command = Command(connection, text, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add($"({string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => Shown(reader.GetValue(i))))})");
        return string.Join(' ', rows);
    }

    private static async Task<int> ChangeAsync(string url, string text, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new RayDbConnection(url);
        await connection.OpenAsync(default);
        await using var command = Command(connection, text, parameters);
        return await command.ExecuteNonQueryAsync(default);
    }

    private static RayDbCommand Command(
        RayDbConnection connection, string text, (string Name, object? Value)[] parameters)
    {
        var command = new RayDbCommand(text, connection) { Dialect = RayDialect.Sql };
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static string Shown(object value) => value switch
    {
        DBNull => "NULL",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
