using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Rayforce.Ipc;

namespace Rayforce.Benchmarks;

/// <summary>The bound over TCP: Kestrel alone, which answers so many bytes with as many as the reply has.</summary>
internal sealed class BareTcpRoute : Route
{
    private readonly WebApplication _app;
    private readonly int _replySize;

    private BareTcpRoute(WebApplication app, int replySize)
    {
        _app = app;
        _replySize = replySize;
    }

    public static async Task<BareTcpRoute> StartAsync(RayObject request)
    {
        var reply = await GetReplyAsync(request);
        var requestSize = RaySerializer.SerializeFrame(request).Length;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Run(connection => AnswerAsync(connection, requestSize, reply))));
        var app = builder.Build();
        await app.StartAsync();
        return new BareTcpRoute(app, reply.Length);
    }

    public override async Task<IRouteClient> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(_app.Urls.First()).Port);
        return new Client(socket, _replySize);
    }

    public override ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(ConnectionContext connection, int requestSize, ReadOnlyMemory<byte> reply)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        for (var left = requestSize; ; )
        {
            var result = await input.ReadAsync();
            var taken = Math.Min(result.Buffer.Length, left);
            left -= (int)taken;
            input.AdvanceTo(result.Buffer.GetPosition(taken));
            if (left == 0)
            {
                await output.WriteAsync(reply);
                left = requestSize;
            }
            else if (result.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>A socket; the reply is received and not looked at.</summary>
    private sealed class Client(Socket socket, int replySize) : IRouteClient
    {
        private readonly byte[] _received = new byte[replySize];

        public async Task AskAsync(RayObject request)
        {
            using var frame = new PooledBuffer();
            RaySerializer.SerializeFrame(request, frame);
            for (var rest = frame.WrittenMemory; !rest.IsEmpty;)
                rest = rest[await socket.SendAsync(rest)..];
            for (var count = 0; count < replySize;)
                count += await socket.ReceiveAsync(_received.AsMemory(count));
        }

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return default;
        }
    }
}
