using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Rayforce.Client;
using Rayforce.Server;
using Rayforce.TestServers;

namespace Rayforce.WebSocket.Tests;

/// <summary>What a client learns that is not let in, or that has knocked at another transport's door.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData(401, "the password is missing or wrong")]
    [InlineData(403, "this client is not let in")]
    [InlineData(429, "too many wrong passwords came from this address")]
    [InlineData(503, "too many connections")]
    public async Task A_refusal_of_this_librarys_server_is_told_in_its_own_words(int status, string words)
    {
        await using var server = await RunningServer.StartAsync(configure: options => status switch
        {
            401 or 429 => options with { Password = "s3cret" },
            403 => options with { Events = new Nobody() },
            _ => options with { MaxConnections = 1 },
        });
        var credentials = status == 429 ? "wrong@" : "";
        var client = new WSClient(new Uri($"ws://{credentials}127.0.0.1:{server.Server.Port}"));
        var failure = await FailAsync(client, status);

        Assert.Equal(ConnectionErrorReason.ConnectFailed, failure.Reason);
        Assert.Equal(
            $"ws://127.0.0.1:{server.Server.Port} refused the connection: HTTP {status}, {words}.", failure.Message);
        Assert.Equal(status is 429 or 503, failure.IsTransient);
        Assert.Equal(status is 401 or 403, failure.InnerException is AuthenticationException);
    }

    [Theory]
    [InlineData("404 Not Found", "", "HTTP 404, there is nothing at this path.")]
    [InlineData("200 OK", "Content-Type: text/html\r\n", "HTTP 200, it answers with HTTP instead of a WebSocket.")]
    [InlineData("503 Nope", "", "HTTP 503, it cannot take this connection now.")]
    public async Task A_refusal_without_words_is_told_by_its_status(string status, string headers, string told)
    {
        var failure = await AskAsync($"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n");

        Assert.EndsWith(told, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_many_words_and_control_characters_is_cut_short()
    {
        var failure = await AskAsync(
            $"HTTP/1.1 500 Oh\r\nConnection: close\r\n\r\nline\nnext\u001b[31m{new string('x', 100_000)}");

        Assert.Contains("HTTP 500, line next [31mxxx", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 300, 400);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Over_TCP_a_wrong_password_is_not_worth_another_try_and_a_full_house_is()
    {
        await using var guarded = await RunningServer.StartWithTcpAsync(
            configure: options => options with { Password = "s3cret" });
        var wrong = await Assert.ThrowsAsync<RayforceTcpException>(
            () => guarded.ConnectTcpAsync(new RayTcpClientOptions { Credentials = "wrong" }));
        Assert.Contains("the server rejected the credentials", wrong.Message, StringComparison.Ordinal);
        Assert.False(wrong.IsTransient);

        await using var full = await RunningServer.StartWithTcpAsync(
            configure: options => options with { MaxConnections = 1 });
        await using var first = await full.ConnectTcpAsync();
        var refused = await Assert.ThrowsAsync<RayforceTcpException>(() => full.ConnectTcpAsync());
        Assert.Contains("it has no room for more clients", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsTransient);
    }

    [Fact]
    public async Task A_WebSocket_at_a_port_for_TCP_learns_the_right_URL()
    {
        await using var server = await RunningServer.StartWithTcpAsync();

        var failure = await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient("127.0.0.1", server.TcpPort, new WSClientOptions { ConnectTimeout = TimeSpan.FromSeconds(1) })
                .ConnectAsync());

        Assert.Contains($"connect to rayforce://127.0.0.1:{server.TcpPort}.", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_WebSocket_at_a_native_servers_port_learns_the_right_URL()
    {
        await using var server = await NativeServer.StartAsync();

        var failure = await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient("127.0.0.1", server.Port).ConnectAsync());

        Assert.Contains($"connect to rayforce://127.0.0.1:{server.Port}.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TCP_at_a_port_for_WebSockets_learns_the_right_URL()
    {
        await using var server = await RunningServer.StartAsync();
        var client = new RayTcpClient(
            "127.0.0.1", server.Server.Port, new RayTcpClientOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(200) });

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(() => client.ConnectAsync());

        Assert.Contains($"connect to ws://127.0.0.1:{server.Server.Port}.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "connect to ws://127.0.0.1:")]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\n", "connect to rayforces://127.0.0.1:")]
    public async Task TCP_that_is_answered_otherwise_learns_the_right_URL(string answer, string advice)
    {
        using var listener = Listen();
        var serving = ServeAsync(listener, Encoding.Latin1.GetBytes(answer));
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<RayforceTcpException>(
            () => new RayTcpClient("127.0.0.1", port).ConnectAsync());

        Assert.Contains($"{advice}{port}.", failure.Message, StringComparison.Ordinal);
        await serving;
    }

    /// <summary>Connects as often as it takes to be refused with a status.</summary>
    private static async Task<RayforceWSException> FailAsync(WSClient client, int status)
    {
        using var enough = new CancellationTokenSource();
        var connecting = new List<Task<WSClientConnection>>();
        RayforceWSException? failure = null;
        while (failure is null)
        {
            // Wrong passwords wait for each other at the server, and only so many of them.
            Assert.True(connecting.Count < 100, "It was never refused.");
            var connect = client.ConnectAsync(enough.Token);
            connecting.Add(connect);
            await Task.WhenAny(connect, Task.Delay(50));
            failure = connecting.Select(task => task.Exception?.InnerException).OfType<RayforceWSException>()
                .FirstOrDefault(exception => exception.Message.Contains($"HTTP {status}", StringComparison.Ordinal));
        }

        await enough.CancelAsync();
        foreach (var connect in connecting)
        {
            await connect.ContinueWith(
                async done =>
                {
                    if (done.IsCompletedSuccessfully)
                        await done.Result.DisposeAsync();
                },
                TaskScheduler.Default).Unwrap();
        }

        return failure;
    }

    private static async Task<RayforceWSException> AskAsync(string answer)
    {
        using var listener = Listen();
        var serving = ServeAsync(listener, Encoding.UTF8.GetBytes(answer));
        var failure = await Assert.ThrowsAsync<RayforceWSException>(
            () => new WSClient("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).ConnectAsync());
        await serving;
        return failure;
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static async Task ServeAsync(TcpListener listener, byte[] answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(answer);
        client.Client.Shutdown(SocketShutdown.Send);
        try
        {
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // One that has heard enough need not hear the end.
        }
    }

    private sealed class Nobody : IRayServerEvents
    {
        public ValueTask<bool> AuthenticateAsync(string user, EndPoint? remote, CancellationToken cancellationToken) =>
            new(false);
    }
}
