using System.Globalization;
using Rayforce;
using Rayforce.Client;
using Rayforce.Samples;
using Rayforce.Server;
using Rayforce.WebSocket;
using nietras.SeparatedValues;
using static Rayforce.Queries.Query;

// Loads a CSV file into a table of a server, asks for the volume-weighted price of each symbol, and prints the answer.
// Arguments: the file, and ws://host:port of a server; without them the file beside this program and a server of its
// own.
var file = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "trades.csv");
await using var server = new WSServer(port: 0, new WSServerOptions { Host = "127.0.0.1" });
if (args.Length < 2)
    await server.StartAsync();

var client = new WSClient(args.Length < 2 ? server.Endpoint : new Uri(args[1]));
await using var connection = await client.ConnectAsync();

var trades = RayTable.FromRecords(Read(file));
await connection.ExecuteAsync(Table(trades).Select("*").SaveAs("trades"));

var symbols = await connection.ExecuteAsync<string[]>(Call("distinct", Call("at", Table("trades"), Symbol("sym"))));
Console.WriteLine($"{trades.RowCount} trades of {string.Join(", ", symbols)}");

var query = Table("trades")
    .Select(
        Column("qty").Sum().As("qty"),
        ((Column("price") * Column("qty")).Sum() / Column("qty").Sum()).As("vwap"))
    .Where(Column("price") != null)
    .By("sym")
    .OrderByDescending("qty");
Console.WriteLine(query);

var answer = await connection.ExecuteAsync<RayTable>(query);
Console.WriteLine(answer);
foreach (var row in answer.Rows<Summary>())
    Console.WriteLine($"{row.Qty} {row.Sym} at {row.Vwap.ToString("F2", CultureInfo.InvariantCulture)}");

// Columns are found by their names, quotes are taken off, and an empty price is none.
static IEnumerable<Trade> Read(string file)
{
    using var reader = Sep.Reader(options => options with { Unescape = true }).FromFile(file);
    foreach (var trade in reader.Enumerate(static row => new Trade(
        row["time"].Parse<DateTimeOffset>().UtcDateTime,
        row["sym"].ToString(),
        row["qty"].Parse<long>(),
        row["price"].TryParse<double>())))
    {
        yield return trade;
    }
}
