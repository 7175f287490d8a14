using Rayforce.Client.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests.Clients;

/// <summary>Calls of a client over one connection, and over several.</summary>
public class PoolTests
{
    [Theory]
    [InlineData("rayforce", 1)]
    [InlineData("rayforce", 4)]
    [InlineData("ws", 1)]
    [InlineData("ws", 4)]
    public async Task Many_callers_at_once_each_get_their_own_reply(string scheme, int poolSize)
    {
        await using var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        await using var client = new RayClient(ClientTarget.Url(server, scheme, $"poolSize={poolSize}"));

        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                Assert.Equal((caller * 1000) + i, await client.ExecuteAsync<long>(new RayAtom<long>((caller * 1000) + i)));
        })));

        Assert.InRange(server.Server.Connections.Count, 1, poolSize);
    }

    [Fact]
    public async Task A_pool_opens_another_connection_when_the_others_are_busy()
    {
        var go = new TaskCompletionSource();
        await using var server = await RunningServer.StartWithTcpAsync(
            new FakeEngine(async (request, _) =>
            {
                await go.Task;
                return request;
            }));
        await using var client = new RayClient(ClientTarget.Url(server, "rayforce", "poolSize=3"));
        List<Task<RayObject>> calls = [client.ExecuteAsync(0)];
        await client.WaitForStateAsync(RayClientState.Connected);
        await Eventually.HoldsAsync(() =>
        {
            // A connection that is new takes the next call, and the one after that opens another.
            calls.Add(client.ExecuteAsync(calls.Count));
            return server.Server.Connections.Count == 3;
        });
        for (var i = 0; i < 3; i++)
            calls.Add(client.ExecuteAsync(calls.Count));

        go.SetResult();

        await Task.WhenAll(calls);
        Assert.Equal(3, server.Server.Connections.Count);
    }
}
