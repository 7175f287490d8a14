using System.CommandLine;
using Rayforce.Server;
using Rayforce.WebSocket;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce demo</c>: a server, a client, and what the two can do, in a few seconds.</summary>
internal static class DemoCommand
{
    private const int Clients = 5;

    /// <summary>Far more than the demo takes; it ends even where a connection hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>A select as an expression: a call of <c>select</c> with a dict of columns, source and filter.</summary>
    private static readonly RayList Select = new(
        new RaySymbol("select"),
        new RayDict(
            new RaySymbolVector("id", "name", "from", "where"),
            new RayList(
                new RaySymbol("id"),
                new RaySymbol("name"),
                new RaySymbol("server_table"),
                new RayList(new RaySymbol(">"), new RaySymbol("age"), 30))));

    private static readonly RayTable Selected = new(
        new RaySymbolVector("id", "name"),
        new RayList(new RayVector<long>(1, 3), new RaySymbolVector("ann", "cid")));

    public static Command Create()
    {
        var command = new Command("demo", "Start a server on a free port, ask it a few things, and check the answers.");
        command.SetAction(async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            try
            {
                return await RunAsync(streams.Output, limit.Token) ? ExitCode.Success : ExitCode.Failure;
            }
            catch (Exception exception) when (exception is RayforceException or OperationCanceledException)
            {
                await streams.Error.WriteLineAsync($"The demo failed: {exception.Message}");
                return ExitCode.Trouble;
            }
        });
        return command;
    }

    /// <returns>Whether every answer is what it should be.</returns>
    private static async Task<bool> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await server.StartAsync(cancellationToken);
        var client = new WSClient("127.0.0.1", server.Port);
        await using var connection = await client.ConnectAsync(cancellationToken);
        await output.WriteLineAsync($"{server} has started, {client} has connected.");

        var allRight = true;
        await AskAsync("An expression, as text", "(+ 1 2)", 3);
        await AskAsync("Set a value", "(set x 42)", 42);
        await AskAsync("Get it back", "x", 42);
        await AskAsync("A call, as a list", new RayList(new RaySymbol("+"), new RaySymbol("x"), 1), 43);
        await AskAsync(
            "A table on the server",
            "(count (set server_table (table [id name age] (list [1 2 3] ['ann 'bob 'cid] [31 25 40]))))",
            3);
        await AskAsync("A select on it, as an expression list", Select, Selected);
        await AskAsync("An error", "(+ 1 'a)", new RayError("type"));
        await AskAsync("The connection is still good", "(+ x x)", 84);

        await output.WriteLineAsync($"\n{Clients} clients at once");
        var sums = await Task.WhenAll(Enumerable.Range(1, Clients).Select(i => AddAsync(client, i, cancellationToken)));
        for (var i = 1; i <= Clients; i++)
            await CheckAsync(Sum(i), sums[i - 1], i + 42);

        await output.WriteLineAsync(allRight ? "\nEvery answer is right." : "\nNot every answer is right.");
        return allRight;

        async Task AskAsync(string title, RayObject request, RayObject expected)
        {
            await output.WriteLineAsync($"\n{title}");
            await CheckAsync(request, await AnswerAsync(connection, request, cancellationToken), expected);
        }

        async Task CheckAsync(RayObject request, RayObject answer, RayObject expected)
        {
            var shown = answer.ToString().ReplaceLineEndings("\n  ");
            await output.WriteLineAsync($"  > {(request as RayString)?.Value ?? request.ToRayfall()}");
            await output.WriteLineAsync($"  {shown}");
            // What an error says is the engine's business, what it is called is not.
            var right = answer is RayError error ? error.Code == (expected as RayError)?.Code : answer.Equals(expected);
            if (right)
                return;
            allRight = false;
            await output.WriteLineAsync($"  ! It should be {expected}.");
        }
    }

    private static string Sum(int number) => $"(+ x {number})";

    private static async Task<RayObject> AddAsync(WSClient client, int number, CancellationToken cancellationToken)
    {
        await using var connection = await client.ConnectAsync(cancellationToken);
        return await AnswerAsync(connection, Sum(number), cancellationToken);
    }

    private static async Task<RayObject> AnswerAsync(
        WSClientConnection connection, RayObject request, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ExecuteAsync(request, cancellationToken);
        }
        catch (RayforceQueryException exception)
        {
            return exception.Error;
        }
    }
}
