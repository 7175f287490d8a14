using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Guard;

/// <summary>A server ends when it is told to, whatever it does.</summary>
public class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_in_evaluation_are_answered_with_cancel_even_by_an_engine_that_goes_on(bool obeys)
    {
        var never = new TaskCompletionSource<RayObject>();
        var begun = 0;
        var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine((_, cancellationToken) =>
            {
                Interlocked.Increment(ref begun);
                return obeys ? never.Task.WaitAsync(cancellationToken) : never.Task;
            }),
            options => options with { CloseTimeout = TimeSpan.FromSeconds(20) });
        await using var web = await running.ConnectAsync();
        await using var tcp = await running.ConnectTcpAsync();
        using var poster = await RawSocket.GreetAsync(running.TcpPort);
        await poster.SendFrameAsync("forever", MessageType.Async);
        RayConnection[] clients = [web, tcp];
        var asked = clients.Select(client => client.ExecuteAsync("forever")).ToList();
        while (Volatile.Read(ref begun) < 3)
            await Task.Delay(10);

        await running.DisposeAsync().AsTask().WaitAsync(Patience);
        foreach (var task in asked)
            Assert.Equal("cancel", (await Assert.ThrowsAsync<RayforceQueryException>(() => task)).Code);
    }

    [Fact]
    public async Task Who_comes_while_it_stops_is_refused_with_words()
    {
        using var log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<ILoggerFactory>(log);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseRayforce());
        });
        builder.Services.AddRayforce(new RayServerOptions { Engine = FakeEngine.Echo() });
        await using var app = builder.Build();
        app.MapRayforce();
        await app.StartAsync();
        var ports = app.Urls.Select(static url => new Uri(url).Port).ToArray();
        // The listeners are closed when all have heard that it stops.
        var stops = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            stops.SetResult();
            goOn.Wait();
        });
        var stopping = Task.Run(() => app.StopAsync());
        await stops.Task.WaitAsync(Patience);

        using var web = await RawWebSocket.ConnectAsync(ports[0]);
        await web.SendHttpAsync(
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        var answer = await web.ReceiveHttpAsync();
        using var tcp = await RawSocket.ConnectAsync(ports[1]);
        await tcp.AssertClosedAsync();
        goOn.Set();
        await stopping.WaitAsync(Patience);

        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("Refused: the server stops.\n", answer, StringComparison.Ordinal);
        Assert.Equal(2, log.Lines.Count(line => line.Contains("the server stops")));
    }

    [Fact]
    public async Task Clients_that_do_not_read_their_replies_hold_nothing_up()
    {
        var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine((_, _) => Task.FromResult<RayObject>(new RayVector<byte>(new byte[32 * 1024 * 1024]))),
            options => options with { CloseTimeout = TimeSpan.FromMilliseconds(500) });
        using var client = await RawSocket.GreetAsync(running.TcpPort);
        for (var i = 0; i < 10; i++)
            await client.SendFrameAsync("much");
        await client.ReceiveAsync(100);
        await running.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_request_that_an_engine_goes_on_with_is_answered_when_its_time_is_up()
    {
        var never = new TaskCompletionSource<RayObject>();
        await using var running = await RunningServer.StartAsync(
            new FakeEngine((request, _) => request is RayString ? never.Task : Task.FromResult(request)),
            options => options with
            {
                CloseTimeout = TimeSpan.FromMilliseconds(200), EvaluationTimeout = TimeSpan.FromMilliseconds(100),
            });
        await using var client = await running.ConnectAsync();
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("forever"));
        Assert.Equal("cancel", exception.Code);
        Assert.Equal(1, await client.ExecuteAsync(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_leaves_in_time_while_a_large_reply_is_being_decoded(bool tcp)
    {
        // A list of texts: it takes far longer to decode than to send.
        var reply = new RayList(Enumerable.Repeat<RayObject>("some text", 4_000_000).ToArray());
        await using var running = await RunningServer.StartWithTcpAsync(
            new FakeEngine((_, _) => Task.FromResult<RayObject>(reply)));
        var options = TimeSpan.FromMilliseconds(50);
        RayConnection client = tcp
            ? await running.ConnectTcpAsync(new RayTcpClientOptions { CloseTimeout = options })
            : await running.ConnectAsync(new WSClientOptions { CloseTimeout = options });
        var asking = client.ExecuteAsync("much");
        // Wherever it is by then: waiting, receiving or decoding.
        await Task.Delay(500);
        await client.DisposeAsync().AsTask().WaitAsync(Patience);
        try
        {
            Assert.Equal(reply.Count, ((RayList)await asking.WaitAsync(Patience)).Count);
        }
        catch (RayforceConnectionException)
        {
            // It had not come.
        }
    }
}
