using Rayforce.Server.Tests.Support;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class ConversationTests
{
    [Fact]
    public async Task A_request_gets_its_reply()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        Assert.Equal(new RayString("hello"), await connection.ExecuteAsync("hello"));
        Assert.Equal("WSClientConnection(open)", connection.ToString());
        await connection.CloseAsync();
        Assert.Equal("WSClientConnection(closed)", connection.ToString());
    }

    [Fact]
    public async Task An_evaluation_error_is_an_exception_with_code_and_message_and_leaves_the_connection_open()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("fail"));
        Assert.Equal("type", exception.Code);
        Assert.Equal("type: that was asked for", exception.Message);
        Assert.Equal(new RayString("still here"), await connection.ExecuteAsync("still here"));
    }

    [Fact]
    public async Task Without_the_subprotocol_an_evaluation_error_is_a_text()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync(new WSClientOptions { NegotiateSubprotocol = false });
        Assert.False(connection.HasSubprotocol);
        Assert.Equal(new RayString("type: that was asked for"), await connection.ExecuteAsync("fail"));
        Assert.Equal(new RayString("still here"), await connection.ExecuteAsync("still here"));
    }
}
