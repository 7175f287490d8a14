using System.Net.WebSockets;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests;

public class HandshakeTests
{
    [Theory]
    [InlineData("0100")]
    [InlineData("0300")]
    [InlineData("ff00")]
    [InlineData("010000ffff")]
    public async Task Two_bytes_of_which_the_second_is_0_are_answered(string greeting)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, greet: false);
        await client.SendAsync(Convert.FromHexString(greeting));
        Assert.Equal([1], await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("", WebSocketMessageType.Binary)]
    [InlineData("01", WebSocketMessageType.Binary)]
    [InlineData("0101", WebSocketMessageType.Binary)]
    [InlineData("fadeface", WebSocketMessageType.Binary)]
    [InlineData("0100", WebSocketMessageType.Text)]
    public async Task Anything_else_closes_the_connection(string greeting, WebSocketMessageType type)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server, greet: false);
        await client.SendAsync(Convert.FromHexString(greeting), type: type);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_closed()
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { HandshakeTimeout = TimeSpan.FromMilliseconds(100) });
        using var client = await RawClient.ConnectAsync(running.Server, greet: false);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_client_that_has_greeted_is_not_closed_when_the_time_for_greeting_is_over()
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { HandshakeTimeout = TimeSpan.FromSeconds(2) });
        using var silent = await RawClient.ConnectAsync(running.Server, greet: false);
        using var client = await RawClient.ConnectAsync(running.Server);
        using var later = await RawClient.ConnectAsync(running.Server, greet: false);
        // The one that came later has been closed, so the time is over for the one before it.
        await silent.ReceiveCloseAsync();
        await later.ReceiveCloseAsync();
        await client.SendFrameAsync(1);
        Assert.Equal(1, (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task Without_a_time_for_greeting_a_client_may_take_longer_than_the_clock_of_the_host()
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { HandshakeTimeout = Timeout.InfiniteTimeSpan });
        using var client = await RawSocket.ConnectAsync(running.Server.Port);
        await client.SendAsync("GET / HTTP/1.1\r\n"u8.ToArray());
        // Kestrel looks at its timeouts once a second.
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await client.SendAsync("Host: localhost\r\n\r\n"u8.ToArray());
        Assert.Equal("HTTP/1.1 426"u8.ToArray(), await client.ReceiveAsync("HTTP/1.1 426".Length));
    }
}
