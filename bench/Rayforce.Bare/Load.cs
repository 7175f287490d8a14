using System.Diagnostics;

namespace Rayforce.Bare;

/// <summary>A request that clients send for a while, each one call after another.</summary>
/// <param name="Source">The request.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="Seconds">For how long.</param>
internal sealed record Load(string Source, int Clients, double Seconds)
{
    private const int WarmUp = 5;

    /// <summary>Sends it.</summary>
    /// <returns>Replies a second, and the size of one in bytes.</returns>
    public async Task<(double Rate, int Size)> RunAsync(Uri server, byte version)
    {
        var frame = BareConnection.MakeFrame(version, Source);
        var clients = new BareConnection[Clients];
        for (var i = 0; i < Clients; i++)
            clients[i] = await BareConnection.OpenAsync(server, version);
        var size = 0;
        foreach (var client in clients)
        {
            for (var i = 0; i < WarmUp; i++)
                size = await client.AskAsync(frame);
        }

        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds; count++)
                await client.AskAsync(frame);
            return count;
        })));
        var rate = counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var client in clients)
            client.Dispose();
        return (rate, size);
    }
}
