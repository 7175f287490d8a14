using Rayforce.Client;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Samples.Tests;

/// <summary>The ASP.NET Core application as a reader would run it.</summary>
public sealed class WebTests
{
    [Fact]
    public async Task It_serves_Rayforce_beside_its_own_endpoints()
    {
        await using var program = new RunningProgram("Rayforce.Samples.Web.dll", "--urls", "http://127.0.0.1:0");
        var endpoint = new Uri(await program.ReadAsync("Clients connect to "));
        var pages = new Uri($"http://{endpoint.Authority}");
        using var http = new HttpClient { BaseAddress = pages };
        await using var client = new RayClient(endpoint.AbsoluteUri);

        Assert.Equal(3, await client.ExecuteAsync<long>("(+ 1 2)"));
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health", UriKind.Relative)));
        await using var prices = client.SubscribeAsync<RayDict>("prices").GetAsyncEnumerator();
        var next = prices.MoveNextAsync().AsTask();
        // Until the subscription is there a publication has the number 0.
        await Eventually.HoldsAsync(async () =>
        {
            using var answer = await http.PostAsync(new Uri("/prices/AAPL?price=187.5", UriKind.Relative), content: null);
            return await answer.Content.ReadAsStringAsync() != "0";
        });
        Assert.True(await next);
        Assert.Equal("AAPL", prices.Current.Payload["sym"].As<string>());
        Assert.Equal(187.5, prices.Current.Payload["price"].As<double>());
    }

    [Fact]
    public async Task Its_configuration_says_who_may_come_in()
    {
        await using var program = new RunningProgram(
            "Rayforce.Samples.Web.dll", "--urls", "http://127.0.0.1:0", "--Rayforce:Password=secret");
        var endpoint = new Uri(await program.ReadAsync("Clients connect to "));
        var secret = new Uri($"ws://user:secret@{endpoint.Authority}{endpoint.AbsolutePath}");

        await Assert.ThrowsAsync<RayforceWSException>(() => new WSClient(endpoint).ConnectAsync());
        await Assert.ThrowsAsync<RayforceWSException>(() => ConnectFromAsync("https://other.example"));
        await using var connection = await ConnectFromAsync("https://dashboard.example");
        Assert.Equal(3L, await connection.ExecuteAsync("(+ 1 2)"));

        Task<WSClientConnection> ConnectFromAsync(string origin) => new WSClient(
            secret, new WSClientOptions { Headers = new Dictionary<string, string> { ["Origin"] = origin } }).ConnectAsync();
    }
}
