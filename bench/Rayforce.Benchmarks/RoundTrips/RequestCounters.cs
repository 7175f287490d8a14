using System.Diagnostics;
using System.Globalization;

namespace Rayforce.Benchmarks;

/// <summary>
/// What a small request takes of the machine, client and server together, beside the bare echo: <c>-- counters</c>, or
/// <c>-- counters WAY CLIENTS</c> for one line of it below a profiler.
/// </summary>
internal static class RequestCounters
{
    private const int Requests = 20_000;
    private const int Turns = 9;

    private static readonly string[] Ways = ["bare WebSocket", "WebSocket, rayfall", "bare TCP", "TCP, rayfall"];
    private static readonly RayObject Request = "(+ 1 2)";

    /// <summary>All ways by turns; the median of the turns counts.</summary>
    public static async Task WriteAsync(TextWriter output)
    {
        output.WriteLine("| way | clients | time | processor | work items of the pool | changes of threads | allocated |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var clients in new[] { 1, 64 })
        {
            var sides = new Side[Ways.Length];
            for (var i = 0; i < sides.Length; i++)
                sides[i] = await Side.OpenAsync(Ways[i], clients);
            for (var turn = 0; turn < Turns; turn++)
            {
                foreach (var side in sides)
                    await side.AskAsync(Requests);
            }

            foreach (var side in sides)
            {
                output.WriteLine(side.ToString());
                await side.DisposeAsync();
            }
        }
    }

    /// <summary>One way, over and over, for some seconds.</summary>
    public static async Task RunAsync(string way, int clients, TextWriter output)
    {
        await using var side = await Side.OpenAsync(way, clients);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10))
            await side.AskAsync(Requests);
        output.WriteLine(side.ToString());
    }

    private sealed class Side(string way, Route route, IRouteClient[] clients) : IAsyncDisposable
    {
        private readonly List<double[]> _turns = [];

        public static async Task<Side> OpenAsync(string way, int count)
        {
            var route = await Route.StartAsync(way, Request);
            var clients = new IRouteClient[count];
            for (var i = 0; i < count; i++)
                clients[i] = await route.ConnectAsync();
            var side = new Side(way, route, clients);
            await WarmUp.RunAsync(() => side.AskAsync(Requests));
            side._turns.Clear();
            return side;
        }

        public async Task AskAsync(int times)
        {
            var before = Read();
            await Task.WhenAll(clients.Select((client, index) => Task.Run(async () =>
            {
                for (var i = index; i < times; i += clients.Length)
                    await client.AskAsync(Request);
            })));
            _turns.Add([.. Read().Zip(before, (after, earlier) => (after - earlier) / times)]);
        }

        public override string ToString()
        {
            var medians = Enumerable.Range(0, _turns[0].Length).Select(i => _turns.Select(turn => turn[i]).Order().ElementAt(_turns.Count / 2)).ToArray();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {way} | {clients.Length} | {medians[0]:F1} µs | {medians[1]:F1} µs | {medians[2]:F2} | {medians[3]:F2} | {medians[4]:F0} B |");
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in clients)
                await client.DisposeAsync();
            await route.DisposeAsync();
        }

        private static double[] Read() =>
        [
            Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency,
            Environment.CpuUsage.TotalTime.TotalMicroseconds,
            ThreadPool.CompletedWorkItemCount,
            ChangesOfThreads(),
            GC.GetTotalAllocatedBytes(precise: false),
        ];

        /// <summary>How often a thread of this process has stood still, as Linux counts it.</summary>
        private static long ChangesOfThreads() => !OperatingSystem.IsLinux() ? 0 : Directory.GetDirectories("/proc/self/task")
            .SelectMany(static task => File.Exists(task + "/status") ? File.ReadAllLines(task + "/status") : [])
            .Where(static line => line.StartsWith("voluntary", StringComparison.Ordinal))
            .Sum(static line => long.Parse(line.AsSpan(line.IndexOf(':') + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture));
    }
}
