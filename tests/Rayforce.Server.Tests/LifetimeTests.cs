using System.Net.WebSockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class LifetimeTests
{
    [Fact]
    public void A_server_prints_its_port()
    {
        Assert.Equal("WSServer(port=8765)", new WSServer(port: 8765).ToString());
        Assert.Equal(new Uri("ws://0.0.0.0:8765"), new WSServer(8765).Endpoint);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_that_does_not_exist_is_refused_at_once(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WSServer(port));

    [Fact]
    public void A_host_that_is_no_address_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => new WSServer(0, new WSServerOptions { Host = "example.org" }));

    [Fact]
    public async Task Stopping_a_server_that_was_not_started_is_an_error_that_says_so()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => new WSServer(8765).StopAsync());
        Assert.StartsWith("Server not started", exception.Message);
    }

    [Fact]
    public async Task A_server_that_runs_cannot_be_started_again_and_one_that_was_stopped_can()
    {
        await using var running = await RunningServer.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Server.StartAsync());
        Assert.InRange(running.Server.Port, 1, 65535);
        await running.Server.StopAsync();
        Assert.Equal(0, running.Server.Port);
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Server.StopAsync());
        await running.Server.StartAsync();
        await using var connection = await running.ConnectAsync();
        Assert.Equal(new RayString("again"), await connection.ExecuteAsync("again"));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_that_names_it()
    {
        await using var running = await RunningServer.StartAsync();
        var second = new WSServer(running.Server.Port, running.Server.Options);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => second.StartAsync());
        Assert.Equal(ConnectionErrorReason.ListenFailed, exception.Reason);
        Assert.Contains($"127.0.0.1:{running.Server.Port}", exception.Message);
    }

    [Fact]
    public async Task Stopping_closes_the_open_connections()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        using var raw = await RawClient.ConnectAsync(running.Server);
        using var ungreeted = await RawClient.ConnectAsync(running.Server, greet: false);
        var stopping = running.Server.StopAsync();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await raw.ReceiveCloseAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await ungreeted.ReceiveCloseAsync());
        await stopping;
        Assert.Empty(running.Server.Connections);
        await Eventually.HoldsAsync(() => !connection.IsOpen);
        var exception = await Assert.ThrowsAsync<RayforceWSException>(() => connection.ExecuteAsync("x"));
        Assert.Contains("the server stops", exception.Message);
    }

    [Fact]
    public async Task Stopping_cancels_what_is_in_evaluation_and_says_so()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = await RunningServer.StartAsync(new FakeEngine(async (request, cancellationToken) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return request;
        }));
        using var client = await RawClient.ConnectAsync(running.Server, subprotocol: true);
        await client.SendFrameAsync("forever", MessageType.Sync);
        await begun.Task;
        var stopping = running.Server.StopAsync();
        Assert.Equal("cancel", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await client.ReceiveCloseAsync());
        await stopping;
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_is_cut_off()
    {
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        using var client = await RawClient.ConnectAsync(running.Server);
        await running.Server.StopAsync();
        Assert.Empty(running.Server.Connections);
        Assert.Null(await client.ReceiveAsync());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
                await client.SendFrameAsync("anybody?");
        });
    }

    [Fact]
    public async Task Stopping_can_be_hurried()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server);
        await running.Server.StopAsync(new CancellationToken(canceled: true));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Server.StopAsync());
        await running.Server.StartAsync();
        await using var connection = await running.ConnectAsync();
        Assert.Equal(1, await connection.ExecuteAsync(1));
    }

    [Fact]
    public async Task A_connection_can_be_closed_by_the_server()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = await RawClient.ConnectAsync(running.Server);
        Assert.Single(running.Server.Connections).Close();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ReceiveCloseAsync());
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
    }

    [Fact]
    public async Task Running_prints_when_it_listens_and_when_it_has_stopped()
    {
        var console = new LineWriter();
        var before = Console.Out;
        Console.SetOut(console);
        try
        {
            using var stop = new CancellationTokenSource();
            var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1", Engine = FakeEngine.Echo() });
            var running = server.RunAsync(stop.Token);
            var listens = await console.ReadLineAsync();
            Assert.Equal($"Rayforce WebSocket served on ws://127.0.0.1:{server.Port}", listens);
            await using (var connection = await new WSClient("127.0.0.1", server.Port).ConnectAsync())
                Assert.Equal(1, await connection.ExecuteAsync(1));
            await stop.CancelAsync();
            await running;
            Assert.Equal("Rayforce WebSocket Server stopped.", await console.ReadLineAsync());
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    [Theory]
    [InlineData("0.0.0.0", null, true)]
    [InlineData("0.0.0.0", "secret", false)]
    [InlineData("127.0.0.1", null, false)]
    [InlineData("localhost", null, false)]
    public async Task Listening_to_everybody_without_a_password_is_worth_a_warning(
        string host, string? password, bool warned)
    {
        using var log = new LogRecorder();
        await using var server = new WSServer(
            0, new WSServerOptions { Host =
                host, Password = password, Engine = FakeEngine.Echo(), LoggerFactory = log });
        await server.StartAsync();
        Assert.Equal(warned, log.Lines.Any(line => line.StartsWith("Warning: Listening", StringComparison.Ordinal)));
        Assert.Contains($"Information: Listening on ws://{host}:{server.Port}/.", log.Lines);
    }

    [Fact]
    public async Task Connections_are_logged_with_who_and_why()
    {
        using var log = new LogRecorder();
        await using var running =
            await RunningServer.StartAsync(configure: options => options with { LoggerFactory = log });
        var connection = await running.ConnectAsync();
        await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("fail"));
        await connection.CloseAsync();
        await Eventually.HoldsAsync(() => log.Lines.Contains("Information: ws-1 closed: the client closed."));
        Assert.Contains(
            log.Lines, line => line.StartsWith("Information: ws-1 opened from 127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains("Debug: ws-1: a request was answered with the error type.", log.Lines);
    }
}
