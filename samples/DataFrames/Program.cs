using Apache.Arrow;
using Microsoft.Data.Analysis;
using ParquetSharp.Arrow;
using Rayforce;
using Rayforce.Arrow;
using Rayforce.Client;
using Rayforce.Server;

// A table of a server as a DataFrame and as a Parquet file, and back: Arrow is what they all know. Argument: the URL of a
// server; without it one of its own.
await using var server = new WSServer(port: 0, new WSServerOptions { Host = "127.0.0.1" });
if (args.Length == 0)
    await server.StartAsync();

await using var client = new RayClient(args.Length == 0 ? server.Endpoint.AbsoluteUri : args[0]);
await client.ExecuteAsync(
    "(set trades (table [sym qty price] (list ['AAPL 'MSFT 'AAPL 'GOOG] [100 50 200 75] [187.15 373.86 187.2 0Nf])))");
var trades = await client.ExecuteAsync<RayTable>("trades");

// A server's table is one record batch, and that a DataFrame; numbers are not copied on the way.
using var batch = trades.ToRecordBatch();
var frame = DataFrame.FromArrowRecordBatch(batch);
frame["value"] = frame["price"] * frame["qty"];
foreach (var row in frame.OrderByDescending("value").Rows)
    Console.WriteLine(FormattableString.Invariant($"{row["sym"]}: {row["qty"]} for {row["value"] ?? "nothing"}"));

// What was computed goes back to the server.
var computed = frame.ToArrowRecordBatches().Single().ToRayTable();
await client.ExecuteAsync(Rayforce.Queries.Query.Table(computed).Select("*").SaveAs("valued"));
Console.WriteLine(FormattableString.Invariant($"{await client.ExecuteAsync<double>("(sum (at valued 'value))"):F2} in all"));

// The same as Parquet, row group by row group.
var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
try
{
    using (var writer = new FileWriter(file, batch.Schema))
    {
        writer.WriteRecordBatch(batch);
        writer.Close();
    }

    using var reader = new FileReader(file);
    using var batches = reader.GetRecordBatchReader();
    while (await batches.ReadNextRecordBatchAsync() is RecordBatch read)
    {
        using (read)
            Console.WriteLine($"Parquet has {read.Length} rows of {string.Join(", ", read.ToRayTable().Names)}");
    }
}
finally
{
    File.Delete(file);
}
