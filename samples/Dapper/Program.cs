using Dapper;
using Rayforce.Data;
using Rayforce.Samples;
using Rayforce.Server;

// Dapper on a Rayforce server: SQL in, objects out. Argument: the URL of a server; without it one of its own.
await using var server = new WSServer(port: 0, new WSServerOptions { Host = "127.0.0.1" });
if (args.Length == 0)
    await server.StartAsync();

var url = args.Length == 0 ? server.Endpoint.AbsoluteUri : args[0];
await using var source = new RayDataSource($"Url={url};Dialect=Sql");
await using var connection = await source.OpenConnectionAsync();

// SQL here makes no tables: Rayfall does.
using (var create = new RayDbCommand("(set orders (table [id customer amount placed] (list (take [0] 0) (take ['a] 0) (take [0.0] 0) (take [2024.01.01D00:00:00.000000000] 0))))", connection))
{
    create.Dialect = RayDialect.Rayfall;
    await create.ExecuteNonQueryAsync();
}

Order[] orders =
[
    new(1, "Ada", 120.5, new DateTime(2024, 3, 1)),
    new(2, "Bob", 80, new DateTime(2024, 3, 2)),
    new(3, "Ada", 40.25, new DateTime(2024, 3, 5)),
    new(4, "Eve's", 310, new DateTime(2024, 3, 9)),
];
// Once for each, and every value travels as one: no quote ends a text.
var inserted = await connection.ExecuteAsync(
    "INSERT INTO orders (id, customer, amount, placed) VALUES (@Id, @Customer, @Amount, @Placed)", orders);
Console.WriteLine($"{inserted} orders");

var totals = await connection.QueryAsync<Total>(
    "SELECT customer, count(*) AS orders, sum(amount) AS amount FROM orders GROUP BY customer ORDER BY amount DESC");
foreach (var total in totals)
    Console.WriteLine(FormattableString.Invariant($"{total.Customer}: {total.Orders} for {total.Amount:F2}"));

var last = await connection.QuerySingleAsync<Order>(
    "SELECT id, customer, amount, placed FROM orders WHERE customer = @who ORDER BY placed DESC LIMIT 1", new { who = "Ada" });
Console.WriteLine(FormattableString.Invariant($"The last of {last.Customer}: {last.Id}, {last.Placed:yyyy-MM-dd}"));

var changed = await connection.ExecuteAsync("UPDATE orders SET amount = amount * 2.0 WHERE amount < @least", new { least = 100 });
var sum = await connection.ExecuteScalarAsync<double>("SELECT sum(amount) FROM orders");
Console.WriteLine(FormattableString.Invariant($"{changed} doubled, {sum:F2} in all"));
