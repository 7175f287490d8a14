using System.Net;
using Rayforce.Client;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Guard;

/// <summary>Connections that do not shake hands take no more places than one address may have.</summary>
public class NewcomerTests
{
    private const int Most = 3;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_address_may_be_silent_a_few_times_and_not_more(bool isWeb)
    {
        using var log = new LogRecorder();
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartWithTcpAsync(engine, options => options with
        {
            MaxNewcomers = Most,
            HandshakeTimeout = TimeSpan.FromMinutes(5),
            LoggerFactory = log,
        });
        // Those who have shaken hands do not count, as soon as the server has noted it, which their clients may be ahead of.
        var greeted = new List<RayConnection>();
        for (var i = 0; i < Most; i++)
        {
            greeted.Add(await Eventually.SucceedsAsync(() => running.ConnectAsync()));
            greeted.Add(await Eventually.SucceedsAsync(() => running.ConnectTcpAsync()));
        }

        var port = isWeb ? running.Server.Port : running.TcpPort;
        var silent = new List<RawSocket>();
        for (var i = 0; i < Most; i++)
            silent.Add(await RawSocket.ConnectAsync(port));
        await Eventually.SucceedsAsync(async () =>
        {
            using var other = await RawSocket.ConnectAsync(port);
            Assert.True(await other.IsClosedAsync());
            return true;
        });
        Assert.Contains(log.Lines, line => line.Contains("too many connections from there have not shaken hands"));
        foreach (var connection in greeted)
            Assert.Equal(3L, await connection.ExecuteAsync("(+ 1 2)"));

        silent[0].Dispose();
        await using var late = isWeb
            ? (RayConnection)await Eventually.SucceedsAsync(() => running.ConnectAsync())
            : await Eventually.SucceedsAsync(() => running.ConnectTcpAsync());
        Assert.Equal(3L, await late.ExecuteAsync("(+ 1 2)"));
        silent.ForEach(static socket => socket.Dispose());
        foreach (var connection in greeted)
            await connection.DisposeAsync();
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", true)]
    [InlineData("2001:db8::1", "2001:db8::2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void Addresses_of_one_hand_are_one(string one, string other, bool isSame) => Assert.Equal(
        isSame,
        PeerNetwork.Of(new IPEndPoint(IPAddress.Parse(one), 1)).Equals(PeerNetwork.Of(new IPEndPoint(IPAddress.Parse(other), 2))));
}
