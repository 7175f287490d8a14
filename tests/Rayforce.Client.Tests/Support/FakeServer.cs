using System.Net;
using System.Net.Sockets;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Support;

/// <summary>A server of bare bytes that does with its clients what a test wants of it, however wrong that is.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Task _conversing;

    private FakeServer(Func<Func<Task<RawSocket>>, Task> serve)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _conversing = serve(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Completes when the server has done its part, and fails as it fails.</summary>
    public Task Done => _conversing;

    public static FakeServer Start(Func<RawSocket, Task> converse) => new(async accept =>
    {
        using var client = await accept();
        await converse(client);
    });

    /// <summary>A server of several clients, which it takes one by one and disposes of.</summary>
    public static FakeServer StartAccepting(Func<Func<Task<RawSocket>>, Task> serve) => new(serve);

    /// <summary>A server that shakes hands in wire version 3 first.</summary>
    public static FakeServer StartGreeting(Func<RawSocket, Task> converse) => Start(async client =>
    {
        Assert.Equal([3, 0], await client.ReceiveAsync(2));
        await client.SendAsync([3, 0]);
        await converse(client);
    });

    public Task<RayTcpConnection> ConnectAsync(RayTcpClientOptions? options = null) =>
        new RayTcpClient("127.0.0.1", Port, options).ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _conversing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<RawSocket> AcceptAsync() => new(await _listener.AcceptAsync());
}
