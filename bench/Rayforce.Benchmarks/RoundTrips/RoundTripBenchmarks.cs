using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>A request and its reply, one at a time on one connection, by every way that there is.</summary>
[MemoryDiagnoser]
public class RoundTripBenchmarks
{
    private Route? _route;
    private IRouteClient? _client;

    [Params("(+ 1 2)", "(til 1000000)")]
    public string Source { get; set; } = "";

    [ParamsSource(nameof(Routes))]
    public string Way { get; set; } = "";

    public static IEnumerable<string> Routes => Route.Names;

    [GlobalSetup]
    public async Task Start()
    {
        _route = await Route.StartAsync(Way, Source);
        _client = await _route.ConnectAsync();
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        await _client!.DisposeAsync();
        await _route!.DisposeAsync();
    }

    [Benchmark]
    public Task Ask() => _client!.AskAsync(Source);
}
