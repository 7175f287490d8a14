using System.Diagnostics;

namespace Rayforce.Benchmarks;

/// <summary>Requests and their replies beside an echo of as many bytes, which nobody looks at.</summary>
internal sealed class RoundTripRatios : IAsyncDisposable
{
    private const int Clients = 64;

    /// <summary>So many requests are under way at once on one connection.</summary>
    private const int InFlight = 100;

    private static readonly RayObject Small = "(+ 1 2)";
    private static readonly RayObject Large = "(til 1000000)";
    private static readonly RayObject Upload =
        new RayList(new RaySymbol("count"), new RayVector<long>([.. Enumerable.Range(0, 1_000_000).Select(i => (long)i)]));

    private readonly List<IAsyncDisposable> _open = [];

    /// <summary>What can be measured here.</summary>
    public IEnumerable<Ratio> All()
    {
        foreach (var transport in new[] { "WebSocket", "TCP" })
        {
            var (ours, bare) = ($"{transport}, rayfall", $"bare {transport}");
            yield return new($"{transport}: (+ 1 2)", One(ours, Small), "echo", One(bare, Small), 1.15);
            yield return new($"{transport}: (+ 1 2), {Clients} clients", Many(ours), "echo", Many(bare), 1 / 0.95);
            yield return new($"{transport}: (+ 1 2), {InFlight} at once", Pipelined(ours), "one at a time", One(ours, Small), 0.2);
            yield return new($"{transport}: (til 1000000)", One(ours, Large), "echo", One(bare, Large), 1.25);
            yield return new($"{transport}: 8 MB up", One(ours, Upload), "echo", One(bare, Upload), 1.25);
        }

        foreach (var ratio in Multiplexer())
            yield return ratio;
    }

    private IEnumerable<Ratio> Multiplexer() => RedisRoute.Address is null
        ? []
        : [new($"Redis by StackExchange.Redis: GET, {InFlight} at once", Pipelined("Redis"), "one at a time", One("Redis", Small), 0.2)];

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
            await open.DisposeAsync();
    }

    private Func<int, TimeSpan> One(string way, RayObject request)
    {
        var clients = Connect(way, request, 1);
        return times => Time(async () =>
        {
            for (var i = 0; i < times; i++)
                await clients.Value[0].AskAsync(request);
        });
    }

    private Func<int, TimeSpan> Many(string way)
    {
        var clients = Connect(way, Small, Clients);
        return times => Time(() => Task.WhenAll(clients.Value.Select((client, index) => Task.Run(async () =>
        {
            for (var i = index; i < times; i += Clients)
                await client.AskAsync(Small);
        }))));
    }

    private Func<int, TimeSpan> Pipelined(string way)
    {
        var clients = Connect(way, Small, 1);
        return times => Time(async () =>
        {
            for (var i = 0; i < times; i += InFlight)
                await Task.WhenAll(Enumerable.Range(i, Math.Min(InFlight, times - i)).Select(_ => clients.Value[0].AskAsync(Small)));
        });
    }

    private Lazy<IRouteClient[]> Connect(string way, RayObject request, int count) => new(() =>
    {
        // Not on a thread that waits for what it starts.
        return Task.Run(async () =>
        {
            var route = await Route.StartAsync(way, request);
            _open.Add(route);
            var clients = new IRouteClient[count];
            for (var i = 0; i < count; i++)
                _open.Add(clients[i] = await route.ConnectAsync());
            await WarmUp.RunAsync(() => Task.WhenAll(clients.Select(client => client.AskAsync(request))));
            return clients;
        }).GetAwaiter().GetResult();
    });

    private static TimeSpan Time(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        Task.Run(action).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start);
    }
}
