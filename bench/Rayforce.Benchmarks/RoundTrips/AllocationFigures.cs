using System.Diagnostics.Tracing;
using System.Globalization;

namespace Rayforce.Benchmarks;

/// <summary>
/// What a small request allocates, client and server together, by the types of the objects: <c>-- allocations</c>. The
/// sum is counted, the parts are estimated from samples.
/// </summary>
internal static class AllocationFigures
{
    private const int Requests = 100_000;

    public static async Task WriteAsync(TextWriter output)
    {
        foreach (var way in new[] { "bare WebSocket", "WebSocket, rayfall", "bare TCP", "TCP, rayfall" })
        {
            RayObject request = "(+ 1 2)";
            await using var route = await Route.StartAsync(way, request);
            await using var client = await route.ConnectAsync();
            for (var i = 0; i < Requests; i++)
                await client.AskAsync(request);
            using var samples = new Samples();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Requests; i++)
                await client.AskAsync(request);
            var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Requests;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way}: {each:F0} B"));
            foreach (var (type, share) in samples.Shares())
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each * share,8:F0} {type}"));
        }
    }

    /// <summary>The runtime names the type of an object about every 100 KB.</summary>
    private sealed class Samples : EventListener
    {
        private const EventKeywords Collector = (EventKeywords)1;
        private const int TypeName = 5;

        private readonly Dictionary<string, int> _counts = [];

        public IEnumerable<(string Type, double Share)> Shares()
        {
            lock (_counts)
            {
                var all = (double)_counts.Values.Sum();
                return [.. _counts.Where(type => type.Value > all / 100).OrderByDescending(type => type.Value)
                    .Select(type => (type.Key, type.Value / all))];
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
                EnableEvents(eventSource, EventLevel.Verbose, Collector);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true)
                return;
            var type = (string)eventData.Payload![TypeName]!;
            lock (_counts)
                _counts[type] = _counts.GetValueOrDefault(type) + 1;
        }
    }
}
