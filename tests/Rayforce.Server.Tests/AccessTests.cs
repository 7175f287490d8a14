using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Rayforce.Client;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class AccessTests
{
    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("null", false)]
    [InlineData("https://good.example", true)]
    [InlineData("HTTPS://GOOD.EXAMPLE", true)]
    [InlineData("https://good.example:444", false)]
    [InlineData("https://good.example.evil", false)]
    public async Task A_page_of_another_origin_is_refused_unless_it_is_allowed(string origin, bool allowed)
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { AllowedOrigins = ["https://good.example"] });
        if (allowed)
        {
            await AssertConnectsAsync(running, true, default, options => options.SetRequestHeader("Origin", origin));
            return;
        }

        using var page = await OpenPageAsync(running, origin);
        Assert.Null(await page.ReceiveAsync());
        Assert.Empty(running.Server.Connections);
    }

    [Fact]
    public async Task Nothing_that_a_refused_page_sends_is_looked_at()
    {
        var asked = 0;
        await using var running = await RunningServer.StartAsync(new FakeEngine((_, _) =>
        {
            asked++;
            return Task.FromResult<RayObject>(1);
        }));
        using var page = await RawWebSocket.ConnectAsync(running.Server.Port);
        // All at once: the request, a greeting, and a frame with the number 1.
        await page.Socket.SendAsync(
        [
            .. Encoding.ASCII.GetBytes(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
                "Sec-WebSocket-Protocol: rayforce.ipc.2, rayforce.ipc\r\nOrigin: https://page.example\r\n\r\n"),
            0x82, 0x82, 0, 0, 0, 0, 1, 0,
            0x82, 0x9a, 0, 0, 0, 0, .. Convert.FromHexString("fadeface030000010a00000000000000fb000100000000000000"),
        ]);

        Assert.Contains("Sec-WebSocket-Protocol: rayforce.ipc.2\r\n", await page.ReceiveHttpAsync());
        Assert.Equal(RawWebSocket.CloseCode, (await page.ReceiveAsync())!.Value.Code);
        Assert.Null(await page.ReceiveAsync());
        Assert.Equal((0, 0), (asked, running.Server.Connections.Count));
    }

    [Fact]
    public async Task A_refused_page_of_a_long_name_learns_as_much_as_a_close_can_say()
    {
        await using var running = await RunningServer.StartAsync();
        using var page = await OpenPageAsync(running, $"https://{new string('a', 60)}.{new string('b', 60)}.example");

        Assert.Null(await page.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_that_is_refused_as_a_page_says_so()
    {
        await using var running = await RunningServer.StartAsync();
        var headers = new Dictionary<string, string> { ["Origin"] = "https://page.example" };
        var client = new WSClient("127.0.0.1", running.Server.Port, new WSClientOptions { Headers = headers });

        var refusal = await Assert.ThrowsAsync<RayforceWSException>(() => client.ConnectAsync());

        Assert.Equal(ConnectionErrorReason.ConnectFailed, refusal.Reason);
        Assert.False(refusal.IsTransient);
        Assert.Contains("lets no pages of 'https://page.example' in", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_origin_is_named_with_the_option_that_lets_it_in()
    {
        using var log = new LogRecorder();
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { LoggerFactory = log });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{running.Server.Port}/");
        foreach (var (name, value) in new[]
        {
            ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="), ("Origin", "https://page.example/path"),
        })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        foreach (var said in new[] { await response.Content.ReadAsStringAsync(), string.Join("\n", log.Lines) })
        {
            Assert.Contains("https://page.example/path", said);
            Assert.Contains("AllowedOrigins", said);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/any/path?and=query")]
    public async Task Every_path_is_served_and_a_plain_request_is_told_so(string path)
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection =
            await new WSClient(new Uri($"ws://127.0.0.1:{running.Server.Port}{path}")).ConnectAsync();
        Assert.Equal("x", await connection.ExecuteAsync("x"));
        using var http = new HttpClient();
        using var response = await http.GetAsync($"http://127.0.0.1:{running.Server.Port}{path}");
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal("websocket", response.Headers.Upgrade.ToString());
        Assert.NotEmpty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_servers_own_pages_and_clients_without_an_origin_connect()
    {
        await using var running = await RunningServer.StartAsync();
        await AssertConnectsAsync(running, true, default, _ => { });
        await AssertConnectsAsync(
            running, true, default, options => options.SetRequestHeader(
                "Origin", $"http://127.0.0.1:{running.Server.Port}"));
    }

    [Fact]
    public async Task A_star_allows_every_origin()
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { AllowedOrigins = ["*"] });
        await AssertConnectsAsync(
            running, true, default, options => options.SetRequestHeader("Origin", "https://any.example"));
    }

    [Theory]
    [InlineData("Basic", "user:secret", true)]
    [InlineData("basic", "other:secret", true)]
    [InlineData("Basic", ":secret", true)]
    [InlineData("Basic", "secret", true)]
    [InlineData("Basic", "user:wrong", false)]
    [InlineData("Basic", "user:secret2", false)]
    [InlineData("Basic", "user:", false)]
    [InlineData("Basic", "secret:user", false)]
    [InlineData("Bearer", "user:secret", false)]
    public async Task A_password_lets_in_who_has_it(string scheme, string credentials, bool allowed)
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { Password = "secret" });
        var parameter = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        await AssertConnectsAsync(
            running,
            allowed,
            HttpStatusCode.Unauthorized,
            options => options.SetRequestHeader("Authorization", $"{scheme} {parameter}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic ???")]
    [InlineData(",,,")]
    public async Task A_missing_or_broken_authorization_is_refused(string? header)
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { Password = "secret" });
        await AssertConnectsAsync(running, false, HttpStatusCode.Unauthorized, options =>
        {
            if (header is not null)
                options.SetRequestHeader("Authorization", header);
        });
    }

    [Fact]
    public async Task A_client_sends_the_password_of_its_URL()
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { Password = "geheim:ß/@" });
        var password = Uri.EscapeDataString("geheim:ß/@");
        var client = new WSClient(new Uri($"ws://anna:{password}@127.0.0.1:{running.Server.Port}"));
        Assert.Equal($"WSClient(ws://127.0.0.1:{running.Server.Port})", client.ToString());
        await using var connection = await client.ConnectAsync();
        Assert.Equal(new RayString("in"), await connection.ExecuteAsync("in"));

        var stranger = new WSClient(new Uri($"ws://anna:wrong@127.0.0.1:{running.Server.Port}"));
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => stranger.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.ConnectFailed, exception.Reason);
        Assert.Contains("401", exception.Message);
        Assert.DoesNotContain("wrong@", exception.ToString());
    }

    [Fact]
    public async Task A_request_that_is_no_WebSocket_is_told_so()
    {
        await using var running = await RunningServer.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{running.Server.Port}/"));
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("WebSocket", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Connects as a page does that is refused: its WebSocket is closed at once, with the reason.</summary>
    /// <returns>The connection, of which nothing is left.</returns>
    private static async Task<RawWebSocket> OpenPageAsync(RunningServer running, string origin)
    {
        var page = await RawWebSocket.ConnectAsync(running.Server.Port);
        await page.UpgradeAsync($"Origin: {origin}\r\n", $"127.0.0.1:{running.Server.Port}");
        var (code, payload) = (await page.ReceiveAsync())!.Value;
        Assert.Equal(RawWebSocket.CloseCode, code);
        Assert.Equal(1008, BinaryPrimitives.ReadUInt16BigEndian(payload));
        var reason = $"AllowedOrigins, or --origin of the command, lets no pages of '{origin}' in";
        Assert.Equal(reason[..Math.Min(reason.Length, 123)], Encoding.ASCII.GetString(payload.AsSpan(2)));
        return page;
    }

    private static async Task AssertConnectsAsync(
        RunningServer running, bool allowed, HttpStatusCode refusal, Action<ClientWebSocketOptions> configure)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure(socket.Options);
        var endpoint = new Uri($"ws://127.0.0.1:{running.Server.Port}/");
        if (allowed)
        {
            await socket.ConnectAsync(endpoint, CancellationToken.None);
            Assert.Equal(WebSocketState.Open, socket.State);
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(endpoint, CancellationToken.None));
            Assert.Equal(refusal, socket.HttpStatusCode);
        }
    }
}
