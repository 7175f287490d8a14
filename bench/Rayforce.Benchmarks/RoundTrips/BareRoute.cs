using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Benchmarks;

/// <summary>
/// The bound: Kestrel alone, which answers every message with as many bytes as the reply has.
/// </summary>
internal sealed class BareRoute : Route
{
    private readonly WebApplication _app;
    private readonly int _replySize;

    private BareRoute(WebApplication app, int replySize)
    {
        _app = app;
        _replySize = replySize;
    }

    public static async Task<BareRoute> StartAsync(RayObject request)
    {
        var reply = await GetReplyAsync(request);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[64 * 1024];
            while (await socket.ReceiveAsync(buffer.AsMemory(), default) is
                { MessageType: WebSocketMessageType.Binary } part)
            {
                if (part.EndOfMessage)
                    await socket.SendAsync(reply, WebSocketMessageType.Binary, true, default);
            }
        });
        await app.StartAsync();
        return new BareRoute(app, reply.Length);
    }

    public override async Task<IRouteClient> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(_app.Urls.First()) { Scheme = "ws" }.Uri, default);
        return new BareClient(socket, _replySize);
    }

    public override ValueTask DisposeAsync() => _app.DisposeAsync();
}
