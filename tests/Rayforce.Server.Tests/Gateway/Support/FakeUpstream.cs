using System.Net;
using System.Net.Sockets;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Gateway.Support;

/// <summary>A server of bare bytes that does with each connection, numbered from 0, what a test wants of it.</summary>
internal sealed class FakeUpstream : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    private FakeUpstream(Func<RawSocket, int, Task> converse)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync(converse);
    }

    public Uri Uri => new($"rayforce://127.0.0.1:{Port}");

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Completes when the first connection has been served, and fails as that fails.</summary>
    public Task Done => _first.Task;

    public static FakeUpstream Start(Func<RawSocket, int, Task> converse) => new(converse);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync(Func<RawSocket, int, Task> converse)
    {
        for (var number = 0; ; number++)
            _ = ServeAsync(new RawSocket(await _listener.AcceptAsync()), number, converse);
    }

    private async Task ServeAsync(RawSocket client, int number, Func<RawSocket, int, Task> converse)
    {
        using var socket = client;
        try
        {
            Assert.Equal([3, 0], await client.ReceiveAsync(2));
            await client.SendAsync([3, 0]);
            await converse(client, number);
            _first.TrySetResult();
        }
        catch (Exception exception)
        {
            _first.TrySetException(exception);
        }
    }
}
