using System.Text.Json;
using Rayforce.Client;
using Rayforce.Rayfall;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Allocations;

/// <summary>
/// What a request allocates, client, server and engine together. The figures are data, and true: what allocates more has
/// to say so there, and so has what allocates less.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class AllocationTests
{
    private const int Rounds = 8;

    /// <summary>How much less than expected may be allocated: whether a task has to wait is a matter of luck.</summary>
    private const double Luck = 0.5;

    private static readonly Dictionary<string, long> Expected = JsonSerializer.Deserialize<Dictionary<string, long>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "allocations.json")))!;

    [Fact]
    public void A_small_request_to_the_engine()
    {
        var interpreter = new RayfallInterpreter();
        RayObject request = "(+ 1 2)";
        const int times = 1_000;
        for (var i = 0; i < 20 * times; i++)
            interpreter.Evaluate(request);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
                interpreter.Evaluate(request);
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / times);
        }

        Assert.Equal(Expected["engine: (+ 1 2)"], least);
    }

    [Theory]
    [InlineData("WebSocket", "(+ 1 2)", "(+ 1 2)", 2_000)]
    [InlineData("TCP", "(+ 1 2)", "(+ 1 2)", 2_000)]
    [InlineData("WebSocket", "(til 100000)", "(til 100000), disposed of", 100)]
    [InlineData("TCP", "(til 100000)", "(til 100000), disposed of", 100)]
    public async Task A_request_over_a_connection(string transport, string source, string name, int times)
    {
        var options = new WSServerOptions { Host = "127.0.0.1", TcpPort = 0, Compression = false };
        await using var server = new WSServer(0, options);
        await server.StartAsync();
        await using RayConnection connection = transport == "TCP"
            ? await new RayTcpClient(server.TcpEndpoint!).ConnectAsync()
            : await new WSClient(server.Endpoint).ConnectAsync();
        RayObject request = source;
        var least = long.MaxValue;
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < times; i++)
                (await connection.ExecuteOwnedAsync(request)).Dispose();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / times);
        }

        var expected = Expected[$"{transport}: {name}"];
        Assert.True(
            least >= Luck * expected && least <= expected,
            $"{transport}: {name} allocates {least} bytes; {expected} are expected.");
    }
}
