using System.Diagnostics;

namespace Rayforce.Soak;

/// <summary>
/// Runs clients against a server that is killed again and again and started again on the same data: of ten clients five
/// ask, one writes rows, two load in bulk and two subscribe; one in a hundred publishes. Half of them come by TCP, half
/// by WebSocket. Nobody may get another's reply, no row may be lost or be there twice, and memory may not grow.
/// </summary>
internal sealed class Soak(int clients, TimeSpan length, TimeSpan betweenDeaths, TimeSpan pause)
{
    private const int Topics = 4;
    private const double Mebi = 1 << 20;

    /// <summary>What a collector's and an allocator's pools may come to.</summary>
    private const long Slack = 64 << 20;

    private readonly Ledger _ledger = new();
    private readonly List<long> _managed = [];
    private readonly List<long> _resident = [];
    private readonly List<long> _server = [];

    /// <returns>What the process ends with: 0 when all is well.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = new SoakedServer();
        await server.StartAsync();
        var (publishers, subscribers, all) = CreateClients(server);
        using var end = new CancellationTokenSource();
        var begun = Stopwatch.StartNew();
        var running = Task.WhenAll(all.Select(client => Task.Run(() => client.RunAsync(end.Token))));

        var deaths = 0;
        while (begun.Elapsed < length && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(betweenDeaths, CancellationToken.None);
            Sample(server);
            await server.KillAsync();
            await server.StartAsync();
            if (++deaths % 3 == 0)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"{begun.Elapsed:hh\\:mm\\:ss}  {deaths} deaths, {_ledger.Calls:N0} calls, {_ledger.FaultCount} faults; {Describe(^1)}, data {server.DataSize / Mebi:F1} MiB"));
            }
        }

        await end.CancelAsync();
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.Ready));
        foreach (var publisher in publishers)
            publisher.SubscribersReady.SetResult();
        await running;
        foreach (var client in all)
            await client.DisposeAsync();
        return Report(begun.Elapsed, deaths);
    }

    private (Publisher[] Publishers, Subscriber[] Subscribers, SoakClient[] All) CreateClients(SoakedServer server)
    {
        var numbers = Enumerable.Range(0, clients).GetEnumerator();
        var publishers = Make(Topics, (url, number) => new Publisher(url, number, _ledger, pause));
        var subscribers = Make(
            clients / 5, (url, number) => new Subscriber(url, number, _ledger, publishers[number % Topics]));
        var loaders = Make(clients / 5, (url, number) => new Loader(url, number, _ledger));
        var writers = Make(clients / 10, (url, number) => new Writer(url, number, _ledger, pause));
        var askers = Make(
            clients - Topics - subscribers.Length - loaders.Length - writers.Length,
            (url, number) => new Asker(url, number, _ledger, pause));
        return (publishers, subscribers, [.. publishers, .. subscribers, .. loaders, .. writers, .. askers]);

        T[] Make<T>(int count, Func<string, int, T> create)
        {
            var made = new T[count];
            for (var i = 0; i < count && numbers.MoveNext(); i++)
            {
                // Both transports in every kind, and in both halves of the loaders.
                var isWebSocket = (numbers.Current / 2 % 2) == 0;
                var url = isWebSocket ? $"ws://127.0.0.1:{server.WebPort}" : $"rayforce://127.0.0.1:{server.TcpPort}";
                made[i] = create($"{url}?maxReconnectDelay=2s&callTimeout=1min", numbers.Current);
            }

            return made;
        }
    }

    private void Sample(SoakedServer server)
    {
        _managed.Add(GC.GetTotalMemory(forceFullCollection: true));
        _resident.Add(Environment.WorkingSet);
        _server.Add(server.Memory);
    }

    private int Report(TimeSpan time, int deaths)
    {
        // The first third is for warming up: caches, pools, and what the compiler takes.
        var early = _managed.Count / 3;
        Console.WriteLine(FormattableString.Invariant(
            $"{clients} clients, {time:hh\\:mm\\:ss}, {deaths} deaths of the server"));
        Console.WriteLine(_ledger);
        Console.WriteLine($"memory after a third: {Describe(early)}; at the end: {Describe(^1)}");
        var isFlat = _managed[^1] <= _managed[early] + Slack
            && _resident[^1] <= _resident[early] + Slack
            && _server[^1] <= _server[early] + Slack;
        if (!isFlat)
            Console.WriteLine("Memory has grown.");
        return isFlat && _ledger.FaultCount == 0 ? 0 : 1;
    }

    private string Describe(Index at) => FormattableString.Invariant(
        $"clients {_managed[at] / Mebi:F1} MiB managed, {_resident[at] / Mebi:F1} MiB resident, server {_server[at] / Mebi:F1} MiB resident");
}
