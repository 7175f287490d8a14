using System.Runtime.CompilerServices;
using Rayforce.Client;

namespace Rayforce.Soak;

/// <summary>
/// Loads rows in bulk, load after load, and looks after each whether every row is there once. One in two dies in the
/// middle of every load and goes on with it as another.
/// </summary>
internal sealed class Loader(string url, int number, Ledger ledger) : SoakClient(url, number, ledger)
{
    private const int Chunks = 25;
    private const int ChunkRows = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string Table => $"loaded{Number}";

    private bool Dies => Number % 2 == 0;

    protected override async Task WorkAsync(CancellationToken end)
    {
        for (var load = 0; !end.IsCancellationRequested; load++)
        {
            await AskAsync<RayObject>($"(set {Table} (table [n] (list (take [0] 0))))");
            var id = $"{Number}-{load}";
            var done = Dies ? await LoadInTwoLivesAsync(id, end) : await Client.InsertAsync(Table, ReadAsync(end), cancellationToken: CancellationToken.None);
            await CheckAsync(done);
            if (Dies)
                await AskAsync<RayObject>($"(set rayforce_loads (remove rayforce_loads \"{id}\"))");
        }
    }

    private async Task<InsertProgress> LoadInTwoLivesAsync(string id, CancellationToken end)
    {
        var options = new RayInsertOptions { LoadId = id };
        using var death = new CancellationTokenSource();
        try
        {
            await Client.InsertAsync(Table, ReadAsync(end), options, new Death(Chunks / 2, death), death.Token);
        }
        catch (OperationCanceledException) when (death.IsCancellationRequested)
        {
            await RestartAsync();
        }

        return await Client.InsertAsync(Table, ReadAsync(end), options, cancellationToken: CancellationToken.None);
    }

    private async Task CheckAsync(InsertProgress done)
    {
        if (!done.IsExact)
            Ledger.Fault($"{this}: a load was not exact");
        var there = await AskAsync<long[]>($"(at {Table} 'n)");
        if (!there.SequenceEqual(Enumerable.Range(0, Chunks * ChunkRows).Select(n => (long)n)))
        {
            Ledger.Fault(
                $"{this}: {there.Length} rows, {there.Distinct().Count()} different, where {Chunks * ChunkRows} were loaded " +
                $"({done})");
        }

        Ledger.Loaded(there.Length, done.Resumed, done.Skipped);
    }

    /// <summary>The chunks, one a second; at once when the trial is at its end.</summary>
    private static async IAsyncEnumerable<RayTable> ReadAsync(
        CancellationToken end, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < Chunks; i++)
        {
            await RestAsync(Pause, end);
            cancellationToken.ThrowIfCancellationRequested();
            yield return RayTable.FromColumns(
                ("n", Enumerable.Range(i * ChunkRows, ChunkRows).Select(n => (long)n).ToArray()));
        }
    }

    /// <summary>Cancels when so many chunks are there, with the next perhaps under way.</summary>
    private sealed class Death(int chunks, CancellationTokenSource death) : IProgress<InsertProgress>
    {
        public void Report(InsertProgress value)
        {
            if (value.Chunks >= chunks)
                death.CancelAfter(TimeSpan.FromMilliseconds(1000 + (value.Rows % 7)));
        }
    }
}
