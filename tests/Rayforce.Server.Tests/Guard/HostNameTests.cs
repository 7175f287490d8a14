using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Guard;

/// <summary>Pages of other names that their owners point at this machine.</summary>
public class HostNameTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.1:8765", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("[::1]:8765", true)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:8765", true)]
    [InlineData("localhost.", true)]
    [InlineData("my.localhost", true)]
    [InlineData("allowed.example:80", true)]
    [InlineData("evil.example", false)]
    [InlineData("evil.example:8765", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("notlocalhost", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    public async Task A_server_of_this_machine_alone_is_asked_by_its_names(string host, bool isAllowed)
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { AllowedHosts = ["allowed.example"] });
        Assert.StartsWith(isAllowed ? "HTTP/1.1 101" : "HTTP/1.1 403", await AskAsync(running, host, null));
        // The page of that name is its own, as far as the origin tells.
        Assert.StartsWith(
            isAllowed ? "HTTP/1.1 101" : "HTTP/1.1 403", await AskAsync(running, host, $"http://{host}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://user@127.0.0.1")]
    [InlineData("http://user:word@127.0.0.1")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.0.0.1/path")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1, http://evil.example")]
    [InlineData("http://127.0.0.1@evil.example")]
    [InlineData("//127.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("garbage")]
    public async Task An_origin_that_no_browser_sends_for_the_servers_own_page_is_refused(string origin)
    {
        await using var running = await RunningServer.StartAsync();
        Assert.StartsWith("HTTP/1.1 403", await AskAsync(running, "127.0.0.1", origin));
    }

    [Fact]
    public async Task A_server_of_every_address_is_asked_by_any_name()
    {
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { Host = "0.0.0.0" });
        Assert.StartsWith("HTTP/1.1 101", await AskAsync(running, "any.example", "http://any.example"));
    }

    private static async Task<string> AskAsync(RunningServer running, string host, string? origin)
    {
        using var client = await RawWebSocket.ConnectAsync(running.Server.Port);
        await client.SendHttpAsync(
            $"GET / HTTP/1.1\r\nHost: {host}\r\n{(origin is null ? "" : $"Origin: {origin}\r\n")}Upgrade: websocket\r\n" +
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        return await client.ReceiveHttpAsync();
    }
}
