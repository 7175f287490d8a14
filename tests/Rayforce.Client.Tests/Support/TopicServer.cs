using Rayforce.Server.Engines;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Support;

/// <summary>A server with topics, by the name of a scheme or <c>native</c>, that can be started again at its port.</summary>
internal sealed class TopicServer : IAsyncDisposable
{
    private readonly string _kind;
    private readonly int _port = ClientTarget.FreePort();
    private IAsyncDisposable? _running;

    private TopicServer(string kind) => _kind = kind;

    public string Url => $"{(_kind == "native" ? "rayforce" : _kind)}://127.0.0.1:{_port}";

    public static async Task<TopicServer> StartAsync(string kind)
    {
        var server = new TopicServer(kind);
        await server.StartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        await DisposeAsync();
        await StartAsync();
    }

    /// <summary>How many subscriptions connections have.</summary>
    public static long CountSubscriptions(RayClient client) =>
        client.ExecuteAsync<long>("(at (.mc.stats) 'subscriptions)").GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => _running?.DisposeAsync() ?? default;

    private async Task StartAsync() => _running = _kind switch
    {
        "native" => await NativeServer.StartAsync(_port),
        "ws" => await RunningServer.StartAtAsync(_port, new RayfallEngine()),
        _ => await RunningServer.StartAsync(new RayfallEngine(), options => options with { TcpPort = _port }),
    };
}
