using Rayforce.Client;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Gateway.Support;

/// <summary>
/// A client that asks one thing after another and checks every reply. Odd ones use TCP, even ones a WebSocket; each
/// leaves and comes again now and then.
/// </summary>
internal sealed class SoakClient(RunningServer server, int number)
{
    private const int CallsAConnection = 500;
    private const string Table = "(table [k v] (list ['a 'b 'a 'b] [1 2 3 4]))";

    private readonly Random _random = new(number);

    public long Calls { get; private set; }

    public int Connections { get; private set; }

    /// <summary>The requests that died with what was evaluating them.</summary>
    public int Lost { get; private set; }

    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await using var connection = await ConnectAsync();
            Connections++;
            for (var call = 0; call < CallsAConnection && !end.IsCancellationRequested; call++)
                await AskAsync(connection);
        }
    }

    private async Task<RayConnection> ConnectAsync() => number % 2 == 0
        ? await server.ConnectAsync()
        : await new RayTcpClient("127.0.0.1", server.Server.TcpPort!.Value).ConnectAsync();

    private async Task AskAsync(RayConnection connection)
    {
        try
        {
            await AskAnythingAsync(connection);
            Calls++;
        }
        catch (RayforceQueryException exception) when (IsLoss(exception))
        {
            Lost++;
        }
    }

    /// <summary>
    /// A server that dies takes its requests with it; one that is stopped says so with the error <c>cancel</c>.
    /// </summary>
    private static bool IsLoss(RayforceQueryException exception) => exception.Code is "io" or "cancel";

    private async Task AskAnythingAsync(RayConnection connection)
    {
        var (a, b) = (_random.Next(1_000_000), _random.Next(1_000_000));
        switch (_random.Next(8))
        {
            case 0:
                var length = a % 10_000;
                Assert.Equal(new RayVector<long>(Count(length)), await connection.ExecuteAsync($"(til {length})"));
                break;
            case 1:
                var name = $"v{number}";
                await connection.ExecuteAsync($"(set {name} {a})");
                break;
            case 2:
                Assert.Equal(new RayString($"{a} ☃"), await connection.ExecuteAsync($"(do \"{a} ☃\")"));
                break;
            case 3:
                var table = (RayTable)await connection.ExecuteAsync(
                    $"(select {{from: {Table} s: (sum (+ v {a})) by: k}})");
                Assert.Equal(new RayVector<long>(4 + 2L * a, 6 + 2L * a), table["s"]);
                break;
            case 4:
                var error = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("(+ 1 'a)"));
                if (IsLoss(error))
                    throw error;
                Assert.Equal("type", error.Code);
                break;
            case 5:
                var vector = new RayVector<long>(Count(a % 1_000));
                Assert.Equal(a % 1_000, await connection.ExecuteAsync(new RayList(new RaySymbol("count"), vector)));
                break;
            default:
                Assert.Equal(a + b, await connection.ExecuteAsync($"(+ {a} {b})"));
                break;
        }
    }

    private static long[] Count(int count)
    {
        var numbers = new long[count];
        for (var i = 0; i < count; i++)
            numbers[i] = i;
        return numbers;
    }
}
