using System.Net;
using System.Net.Sockets;

namespace Rayforce.Client.Tests.Support;

/// <summary>Hands bytes on between clients and a server, and cuts each connection somewhere, also within a frame.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Random _random;
    private readonly int _server;
    private readonly Task _running;
    private int _cuts;

    private CuttingProxy(int server, int seed)
    {
        _server = server;
        _random = new Random(seed);
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts => Volatile.Read(ref _cuts);

    public static CuttingProxy Start(int server, int seed) => new(server, seed);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            // Requests may be cut before the server has them, and replies after it has acted.
            var (there, back) = (_random.Next(500, 6000), _random.Next(20, 400));
            await Task.WhenAny(
                HandOnAsync(client.GetStream(), server.GetStream(), there, cut.Token),
                HandOnAsync(server.GetStream(), client.GetStream(), back, cut.Token));
            await cut.CancelAsync();
            Interlocked.Increment(ref _cuts);
        }
    }

    private static async Task HandOnAsync(NetworkStream from, NetworkStream to, int most, CancellationToken token)
    {
        try
        {
            var buffer = new byte[4096];
            while (most > 0)
            {
                var read = await from.ReadAsync(buffer.AsMemory(0, Math.Min(most, buffer.Length)), token);
                if (read == 0)
                    return;
                await to.WriteAsync(buffer.AsMemory(0, read), token);
                most -= read;
            }

            // What has been handed on is to arrive.
            await Task.Delay(20, token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side has gone.
        }
    }
}
