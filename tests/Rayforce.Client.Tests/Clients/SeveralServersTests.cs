using Rayforce.Client.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests.Clients;

/// <summary>A client of several servers, each a stand-in for the others.</summary>
public class SeveralServersTests
{
    [Fact]
    public async Task Of_several_servers_the_one_that_is_there_is_taken()
    {
        await using var server = await RunningServer.StartWithTcpAsync(FakeEngine.Echo());
        foreach (var order in new[] { "inOrder", "random" })
        {
            await using var client = new RayClient(
                $"rayforce://127.0.0.1:{ClientTarget.FreePort()},127.0.0.1:{ClientTarget.FreePort()},127.0.0.1:{server.TcpPort}?hostOrder={order}");
            Assert.Equal(1, await client.ExecuteAsync(1));
        }
    }

    [Fact]
    public async Task When_none_of_several_servers_is_there_the_message_names_all()
    {
        var (one, other) = (ClientTarget.FreePort(), ClientTarget.FreePort());
        await using var client = new RayClient($"rayforce://127.0.0.1:{one},127.0.0.1:{other}");

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));

        Assert.Contains($"127.0.0.1:{one}", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{other}", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task In_order_the_first_server_is_taken_as_long_as_it_is_there_and_then_its_stand_in()
    {
        var first = await RunningServer.StartWithTcpAsync(ClientTarget.Saying("first"));
        await using var second = await RunningServer.StartWithTcpAsync(ClientTarget.Saying("second"));
        await using var client = new RayClient(
            $"rayforce://127.0.0.1:{first.TcpPort},127.0.0.1:{second.TcpPort}?{ClientTarget.Quickly}");
        Assert.Equal("first", await client.ExecuteAsync("who"));

        var reconnecting = client.WaitForStateAsync(RayClientState.Reconnecting);
        await first.DisposeAsync();
        await reconnecting;

        // A server on its way down may let a client in once more, and loses it then.
        await Eventually.SucceedsAsync(async () =>
        {
            Assert.Equal("second", await client.ExecuteAsync("who"));
            return true;
        });
    }
}
