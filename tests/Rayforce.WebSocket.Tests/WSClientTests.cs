using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.WebSocket.Tests.Support;

namespace Rayforce.WebSocket.Tests;

public class WSClientTests
{
    [Fact]
    public void A_client_prints_where_it_connects_to()
    {
        Assert.Equal("WSClient(ws://localhost:8765)", new WSClient("localhost", 8765).ToString());
        Assert.Equal("WSClient(ws://localhost:80)", new WSClient("localhost", 80).ToString());
        Assert.Equal("WSClient(ws://[::1]:8765)", new WSClient("::1", 8765).ToString());
        Assert.Equal("WSClient(ws://localhost:8765)", new WSClient(new Uri("ws://localhost:8765")).ToString());
        Assert.Equal(
            "WSClient(wss://example.org/db)", new WSClient(new Uri("wss://u:p@example.org/db?token=x")).ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(-1)]
    public void A_port_that_does_not_exist_is_refused_at_once(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSClient("localhost", port));

    [Fact]
    public void A_URL_that_is_no_WebSocket_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new WSClient(new Uri("http://localhost")));
        Assert.Throws<ArgumentException>(() => new WSClient(new Uri("/path", UriKind.Relative)));
    }

    [Fact]
    public void Options_refuse_what_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSClientOptions { MaxMessageSize = 15 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSClientOptions { CompressionThreshold = 1999 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSClientOptions { ConnectTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSClientOptions { CallTimeout = TimeSpan.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSClientOptions { WireVersion = (WireVersion)2 });
        Assert.Equal(
            Timeout.InfiniteTimeSpan, new WSClientOptions { CallTimeout = Timeout.InfiniteTimeSpan }.CallTimeout);
    }

    [Fact]
    public async Task A_dead_port_is_an_error_that_says_where()
    {
        var port = FindDeadPort();
        var exception = await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient("127.0.0.1", port).ConnectAsync());
        Assert.Equal(ConnectionErrorReason.ConnectFailed, exception.Reason);
        Assert.Equal(new Uri($"ws://127.0.0.1:{port}"), exception.Endpoint);
        Assert.Contains($"Cannot connect to ws://127.0.0.1:{port}", exception.Message);
        Assert.EndsWith(". Check that a Rayforce server listens there.", exception.Message);
        Assert.IsType<WebSocketException>(exception.InnerException);
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_times_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var client =
            new WSClient("127.0.0.1", port, new WSClientOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) });
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => client.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.TimedOut, exception.Reason);
        Assert.IsType<TimeoutException>(exception.InnerException);
    }

    [Fact]
    public async Task A_server_that_is_no_WebSocket_is_an_error()
    {
        await using var server = await RawServer.StartAsync(
            _ => Task.CompletedTask, inspect: context => context.Request.Headers.Clear());
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => server.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.ConnectFailed, exception.Reason);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_handshake_times_out()
    {
        await using var server = await RawServer.StartAsync(_ => Task.CompletedTask, greet: false);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(
            () => server.ConnectAsync(new WSClientOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal(ConnectionErrorReason.TimedOut, exception.Reason);
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Contains("handshake", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0100")]
    [InlineData("03")]
    public async Task A_wrong_handshake_is_an_error(string answer)
    {
        await using var server =
            await RawServer.StartAsync(peer => peer.SendAsync(Convert.FromHexString(answer)), greet: false);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => server.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
        Assert.Contains($"ws://127.0.0.1:{server.Port}", exception.Message);
    }

    [Fact]
    public async Task A_handshake_in_text_and_a_closed_one_are_errors()
    {
        await using var text =
            await RawServer.StartAsync(peer => peer.SendAsync([1], WebSocketMessageType.Text), greet: false);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => text.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
        await using var closing = await RawServer.StartAsync(
            peer => peer.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default), greet: false);
        exception = await Assert.ThrowsAsync<RayforceWSException>(() => closing.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
        await using var cutting = await RawServer.StartAsync(
            async peer =>
            {
                await peer.ReceiveAsync();
                peer.Socket.Abort();
            },
            greet: false);
        exception = await Assert.ThrowsAsync<RayforceWSException>(() => cutting.ConnectAsync());
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        await using var server = await RawServer.StartAsync(_ => Task.CompletedTask, greet: false);
        var client = new WSClient("127.0.0.1", server.Port);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.ConnectAsync(new CancellationToken(canceled: true)));
        using var cancellation = new CancellationTokenSource();
        var connecting = client.ConnectAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task The_subprotocol_and_the_headers_are_sent()
    {
        var seen = new Dictionary<string, string>();
        await using var server = await RawServer.StartAsync(_ => Task.CompletedTask, inspect: context =>
        {
            seen["protocol"] = context.Request.Headers.SecWebSocketProtocol.ToString();
            seen["authorization"] = context.Request.Headers.Authorization.ToString();
            seen["tenant"] = context.Request.Headers["X-Tenant"].ToString();
        });
        var options = new WSClientOptions { Headers = new Dictionary<string, string> { ["X-Tenant"] = "blue" } };
        var endpoint = new Uri($"ws://anna:secret@127.0.0.1:{server.Port}");
        await using (var connection = await new WSClient(endpoint, options).ConnectAsync())
            Assert.True(connection.HasSubprotocol);
        Assert.Equal("rayforce.ipc.2, rayforce.ipc", seen["protocol"]);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("anna:secret")), seen["authorization"]);
        Assert.Equal("blue", seen["tenant"]);

        options = new WSClientOptions { Headers = new Dictionary<string, string> { ["authorization"] = "Bearer abc" } };
        await using (await new WSClient(endpoint, options).ConnectAsync())
            Assert.Equal("Bearer abc", seen["authorization"]);
    }

    [Fact]
    public async Task Cookies_are_kept_and_sent_by_those_who_share_a_container_and_by_nobody_else()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await RawServer.StartAsync(_ => Task.CompletedTask, inspect: context =>
        {
            seen.Enqueue(context.Request.Headers.Cookie.ToString());
            context.Response.Cookies.Append("home", "one");
        });
        var options = new WSClientOptions { Cookies = new CookieContainer() };

        await using (await server.ConnectAsync(options))
        await using (await server.ConnectAsync(options with { WireVersion = WireVersion.V1 }))
        await using (await server.ConnectAsync())
        await using (await server.ConnectAsync())
            Assert.Equal(["", "home=one", "", ""], seen);
    }

    [Fact]
    public async Task The_subprotocol_is_not_offered_where_it_is_not_wanted()
    {
        var offered = "nothing seen";
        await using var server = await RawServer.StartAsync(
            _ => Task.CompletedTask,
            subprotocol: false,
            inspect: context => offered = context.Request.Headers.SecWebSocketProtocol.ToString());
        await using var connection = await server.ConnectAsync(new WSClientOptions { NegotiateSubprotocol = false });
        Assert.Equal("", offered);
        Assert.False(connection.HasSubprotocol);
    }

    private static int FindDeadPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
