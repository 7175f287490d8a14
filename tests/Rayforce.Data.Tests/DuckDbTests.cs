using System.Data.Common;
using System.Globalization;
using CsCheck;
using DuckDB.NET.Data;

namespace Rayforce.Data.Tests;

/// <summary>Queries of SQL at random, of tables at random: a server with the embedded engine answers as DuckDB does.</summary>
public sealed class DuckDbTests
{
    private static readonly Gen<long?> Whole = Gen.Int[-3, 4].Select(n => n == -3 ? null : (long?)n);
    private static readonly Gen<double?> Half = Gen.Int[-5, 5].Select(n => n == -5 ? null : (double?)(n / 2.0));
    private static readonly Gen<string> Text = Gen.OneOf("", "x", "xy", "y", "Y", "x*", "*");
    private static readonly Gen<DateOnly?> Date = Gen.Int[0, 3].Select(
        n => n == 0 ? null : (DateOnly?)new DateOnly(2024, 1, n));

    private static readonly Gen<Row[]> Rows = Gen.Select(Whole, Whole, Half, Text, Text, Date, Gen.Bool)
        .Select((k, a, f, s, n, d, b) => new Row(k, a, f, s, n, d, b)).Array[0, 9];

    private static readonly Gen<Other[]> Others = Gen.Select(Whole, Whole, Text)
        .Select((k, x, s) => new Other(k, x, s)).Array[0, 5];

    [Fact]
    public async Task A_query_has_the_rows_that_it_has_in_DuckDB()
    {
        await using var server = await DataServer.StartAsync("(set t 0)");
        await using var source = server.Source("ws", "Dialect=Sql");
        await using var connection = await source.OpenConnectionAsync();
        await using var duck = new DuckDBConnection("DataSource=:memory:");
        await duck.OpenAsync();
        foreach (var setting in new[]
        {
            "SET ieee_floating_point_ops = false", "SET default_null_order = 'nulls_first_on_asc_last_on_desc'",
        })
        {
            await RunAsync(duck, setting);
        }

        await Gen.Select(Rows, Others, SqlGen.Query.Array[40]).SampleAsync(
            async sample =>
            {
                var (rows, others, queries) = sample;
                await FillAsync(connection, duck, rows, others);
                var differences = new List<string>();
                foreach (var query in queries)
                {
                    var (expected, actual) = (await ReadAsync(duck, query), await ReadAsync(connection, query));
                    if (!expected.SequenceEqual(actual))
                    {
                        differences.Add(
                            $"{query}\nDuckDB:   {string.Join(' ', expected)}\nRayforce: {string.Join(' ', actual)}");
                    }
                }

                Assert.True(differences.Count == 0, string.Join('\n', differences));
            },
            iter: 100,
            threads: 1);
    }

    private static async Task FillAsync(RayDbConnection connection, DuckDBConnection duck, Row[] rows, Other[] others)
    {
        await RunAsync(duck, "create or replace table t (k bigint, a bigint, f double, s varchar, n varchar, d date, b boolean)");
        await RunAsync(duck, "create or replace table u (k bigint, x bigint, s varchar)");
        foreach (var row in rows)
            await RunAsync(duck, $"insert into t values ({row})");
        foreach (var row in others)
            await RunAsync(duck, $"insert into u values ({row})");
        await SetAsync(connection, "t", RayTable.FromColumns(
            ("k", rows.Select(row => row.K).ToArray()),
            ("a", rows.Select(row => row.A).ToArray()),
            ("f", rows.Select(row => row.F).ToArray()),
            ("s", new RaySymbolVector([.. rows.Select(row => row.S)])),
            ("n", new RayStringVector([.. rows.Select(row => row.N)])),
            ("d", rows.Select(row => row.D).ToArray()),
            ("b", rows.Select(row => row.B).ToArray())));
        await SetAsync(connection, "u", RayTable.FromColumns(
            ("k", others.Select(row => row.K).ToArray()),
            ("x", others.Select(row => row.X).ToArray()),
            ("s", new RaySymbolVector([.. others.Select(row => row.S)]))));
    }

    private static async Task SetAsync(RayDbConnection connection, string name, RayTable table)
    {
        await using var command = new RayDbCommand($"(set {name} @table)", connection) { Dialect = RayDialect.Rayfall };
        command.Parameters.AddWithValue("table", table);
        await command.ExecuteNonQueryAsync(default);
    }

    private static async Task RunAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows as texts: in their order where the query says one, else in that of the texts.</summary>
    private static async Task<List<string>> ReadAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add($"({string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(
                    i => reader.IsDBNull(i) ? "null" : Shown(reader.GetValue(i))))})");
            }

            if (!text.Contains("order by", StringComparison.Ordinal))
                rows.Sort(StringComparer.Ordinal);
            return rows;
        }
        catch (DbException e)
        {
            return [$"{connection.GetType().Name}: {e.Message}"];
        }
    }

    /// <summary>Numbers are compared by what is left of them in twelve digits.</summary>
    private static string Shown(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => $"'{text}'",
        System.Numerics.BigInteger sum => Rounded((double)sum),
        _ => Rounded(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static string Rounded(double value) =>
        (Math.Round(value, 9) + 0.0).ToString("G12", CultureInfo.InvariantCulture);

    private static string Sql(object? value) => value switch
    {
        null or "" => "null",
        string text => $"'{text}'",
        DateOnly date => $"DATE '{date:yyyy-MM-dd}'",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private sealed record Row(long? K, long? A, double? F, string S, string N, DateOnly? D, bool B)
    {
        public override string ToString() =>
            string.Join(", ", Sql(K), Sql(A), Sql(F), Sql(S), Sql(N), Sql(D), Sql(B));
    }

    private sealed record Other(long? K, long? X, string S)
    {
        public override string ToString() => string.Join(", ", Sql(K), Sql(X), Sql(S));
    }
}
