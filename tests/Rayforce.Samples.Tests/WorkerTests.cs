using Rayforce.Client;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Samples.Tests;

/// <summary>The worker with a server before it.</summary>
public sealed class WorkerTests
{
    [Theory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    public async Task It_averages_what_is_published(string scheme)
    {
        await using var engine = new RayfallEngine();
        await using var server = await RunningServer.StartWithTcpAsync(engine);
        var url = $"{scheme}://127.0.0.1:{(scheme == "ws" ? server.Server.Port : server.TcpPort)}";
        await using var worker = new RunningProgram("Rayforce.Samples.Worker.dll", $"--Rayforce:Url={url}");

        // Until it has subscribed a publication has the number 0.
        await Eventually.HoldsAsync(async () => await PublishAsync("AAPL", 187) > 0);
        await PublishAsync("MSFT", 370);
        await PublishAsync("AAPL", 188);

        await Eventually.HoldsAsync(() => worker.Count("Price 3: AAPL is at 187.5 on average.") == 1);
        await using var client = new RayClient(url);
        var averages = await client.ExecuteAsync<RayTable>("averages");
        Assert.Equal(
            RayTable.FromColumns(("sym", new RaySymbolVector("AAPL", "MSFT")), ("average", new RayVector<double>(187.5, 370))),
            averages);

        async Task<long> PublishAsync(string sym, double price) => await server.Server.PublishAsync(
            "prices", new RayDict(new RaySymbolVector("sym", "price"), new RayList(new RaySymbol(sym), price)));
    }
}
