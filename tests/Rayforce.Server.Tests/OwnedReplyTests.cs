using Rayforce.Client;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

/// <summary>Replies that lie in the memory that they came in, over both transports.</summary>
public sealed class OwnedReplyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reply_is_read_until_it_is_disposed_of_and_its_memory_serves_the_next(bool isTcp)
    {
        await using var server = await StartAsync();
        await using var connection = await ConnectAsync(server, isTcp);
        for (var count = 0; count <= 1_000_000; count = (count * 10) + 1)
        {
            var reply = await connection.ExecuteOwnedAsync($"(til {count})");
            var vector = Assert.IsType<RayVector<long>>(reply.Value);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), vector.Span.ToArray());
            reply.Dispose();
            Assert.Throws<ObjectDisposedException>(() => reply.Value);
            if (count > 0)
                Assert.Throws<ObjectDisposedException>(() => vector.Span.Length);
        }

        // One that is not disposed of keeps its memory, whatever comes after it.
        var kept = await connection.ExecuteAsync("(til 100000)");
        using (await connection.ExecuteOwnedAsync("(* 2 (til 100000))"))
            await connection.ExecuteAsync("(* 3 (til 100000))");
        Assert.Equal(Enumerable.Range(0, 100_000).Select(i => (long)i), ((RayVector<long>)kept).Span.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Error_is_thrown_and_the_connection_goes_on(bool isTcp)
    {
        await using var server = await StartAsync();
        await using var connection = await ConnectAsync(server, isTcp);
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteOwnedAsync("(+ 1 'a)"));
        Assert.Equal("type", exception.Error.Code);
        using var reply = await connection.ExecuteOwnedAsync("(+ 1 2)");
        Assert.Equal<RayObject>(3L, reply.Value);
    }

    private static async Task<WSServer> StartAsync()
    {
        var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });
        await server.StartAsync();
        return server;
    }

    private static async Task<RayConnection> ConnectAsync(WSServer server, bool isTcp) => isTcp
        ? await new RayTcpClient(server.TcpEndpoint!).ConnectAsync()
        : await new WSClient(server.Endpoint).ConnectAsync();
}
