using Rayforce.WebSocket;

namespace Rayforce.Cli.Tests.Samples;

internal static class ClientSample
{
    public static async Task RunAsync(int port)
    {
        // README
        var client = new WSClient("localhost", port);
        await using var connection = await client.ConnectAsync();

        var three = await connection.ExecuteAsync("(+ 1 2)");
        Console.WriteLine(three); // I64(3)

        // A call is a list: a function's name and its arguments. Vectors travel as they lie in memory.
        var call = new RayList(new RaySymbol("sum"), new RayVector<double>(1.5, 2.5, 4));
        var sum = (RayAtom<double>)await connection.ExecuteAsync(call);
        Console.WriteLine(sum.Value); // 8
        // README
    }
}
