using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>64 clients that ask at once, each one request after another; the time is that of one request.</summary>
public class ConcurrentRoundTripBenchmarks
{
    private const string Source = "(+ 1 2)";
    private const int Clients = 64;
    private const int RequestsEach = 100;

    private readonly IRouteClient[] _clients = new IRouteClient[Clients];
    private Route? _route;

    [ParamsSource(nameof(Routes))]
    public string Way { get; set; } = "";

    public static IEnumerable<string> Routes => Route.Names;

    [GlobalSetup]
    public async Task Start()
    {
        _route = await Route.StartAsync(Way, Source);
        for (var i = 0; i < Clients; i++)
            _clients[i] = await _route.ConnectAsync();
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        await _route!.DisposeAsync();
    }

    [Benchmark(OperationsPerInvoke = Clients * RequestsEach)]
    public Task AskAtOnce() => Task.WhenAll(_clients.Select(client => Task.Run(() => AskAsync(client))));

    private static async Task AskAsync(IRouteClient client)
    {
        for (var i = 0; i < RequestsEach; i++)
            await client.AskAsync(Source);
    }
}
