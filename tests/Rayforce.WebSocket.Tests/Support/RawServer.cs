using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rayforce.WebSocket.Tests.Support;

/// <summary>A server of bare messages that does what a test wants of it, however wrong that is.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RawServer(WebApplication app, Task conversed) => (_app, Conversed) = (app, conversed);

    /// <summary>Completes when it has done with its client what it does.</summary>
    public Task Conversed { get; }

    public int Port => new Uri(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <param name="converse">What it does with a client, after the handshake if it makes one.</param>
    /// <param name="subprotocol">Whether it selects a subprotocol.</param>
    /// <param name="greet">Whether it makes the handshake.</param>
    /// <param name="inspect">Sees the request before it is upgraded.</param>
    /// <param name="selected">Which subprotocol that is.</param>
    public static async Task<RawServer> StartAsync(
        Func<RawPeer, Task> converse,
        bool subprotocol = true,
        bool greet = true,
        Action<HttpContext>? inspect = null,
        string selected = "rayforce.ipc")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        var conversed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Run(async context =>
        {
            inspect?.Invoke(context);
            using var socket = await context.WebSockets.AcceptWebSocketAsync(subprotocol ? selected : null);
            var peer = new RawPeer(socket);
            try
            {
                if (greet)
                {
                    Assert.Equal([1, 0], await peer.ReceiveAsync());
                    await peer.SendAsync([1]);
                }

                await converse(peer);
                conversed.TrySetResult();
                while (await peer.ReceiveAsync() is not null)
                {
                }
            }
            catch (Exception exception) when (
                exception is System.Net.WebSockets.WebSocketException or OperationCanceledException)
            {
                // The client has gone, which is its right.
            }
            finally
            {
                conversed.TrySetResult();
            }
        });
        await app.StartAsync();
        return new RawServer(app, conversed.Task);
    }

    public Task<WSClientConnection> ConnectAsync(WSClientOptions? options = null) =>
        new WSClient("127.0.0.1", Port, options).ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
