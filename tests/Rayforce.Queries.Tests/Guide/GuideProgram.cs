using Rayforce.Arrow;
using Rayforce.Client;
using Rayforce.WebSocket;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Guide;

/// <summary>The code of the guide, word for word, in one program.</summary>
internal static class GuideProgram
{
    public static RayQuery Adults()
    {
        var adults = Table("trades").Select("id", "name").Where(Column("age") > 30);
        return adults;
    }

    /// <summary>
    /// Runs it against a server that has the table <c>trades</c> with the columns of <see cref="Trade"/>.
    /// </summary>
    /// <returns>What it read.</returns>
    public static async Task<IReadOnlyList<object?>> RunAsync(
        string endpoint, IReadOnlyList<Trade> records, IAsyncEnumerable<Trade> stream)
    {
        // ws://localhost:8765 or rayforce://localhost:8766
        await using var connection = await RayforceClient.ConnectAsync(endpoint);
        RayObject reply = await connection.ExecuteAsync(Table("trades").Where(Column("qty") > 10));
        var trades = await connection.ExecuteAsync<RayTable>(Table("trades").OrderBy("qty").Take(3));
        var total = await connection.ExecuteAsync<long>(Call("sum", Call("til", 5)));

        var read = Read(trades);

        var count = (long)await connection.ExecuteAsync(Call("count", Table("trades")));
        long[] numbers = await connection.ExecuteAsync<long[]>("(til 5)");
        var dict = await connection.ExecuteAsync<RayDict>(Source("{a: 1 b: [1.5 2.5] c: {d: 'x}}"));
        var a = (long)dict["a"];
        var b = dict["b"].As<double[]>();
        var d = (string)dict["c"].As<RayDict>()["d"];
        Dictionary<string, RayObject> all = dict.ToDictionary<RayObject>();
        RayObject[] mixed = (await connection.ExecuteAsync(Source("(list 1 'x 2.5)"))).ToArray<RayObject>();

        var table = RayTable.FromColumns(("sym", new[] { "a", "b" }), ("px", new[] { 1.5, 2.5 }));
        var some = RayTable.FromRecords(records);
        await foreach (var chunk in RayTable.InChunks(stream, size: 10_000))
            await connection.ExecuteAsync(Table("trades").Insert(chunk));

        using var batch = table.ToRecordBatch();
        var again = batch.ToRayTable();

        return
        [
            ((RayTable)reply).RowCount, total, read, count, numbers, a, b, d, all.Count, mixed.Length, some,
            again.Equals(table),
            (long)await connection.ExecuteAsync(Call("count", Table("trades"))),
        ];
    }

    private static (long Sum, bool Missing) Read(RayTable trades)
    {
        ReadOnlySpan<long> quantities = trades.Column<long>("qty");
        bool missing = trades.Column<double>("price").IsNull(2);
        foreach (double? price in trades.Column<double>("price").AsNullable())
            Console.WriteLine(price);
        foreach (var row in trades.Rows())
            Console.WriteLine($"{row.Text("sym")} {row.Value<long>("qty")} {row.As<double?>("price")}");

        foreach (var trade in trades.Rows<Trade>())
            Console.WriteLine($"{trade.Sym} at {trade.At}");

        var sum = 0L;
        foreach (var quantity in quantities)
            sum += quantity;
        return (sum, missing);
    }
}
