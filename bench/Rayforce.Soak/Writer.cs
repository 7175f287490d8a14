using Rayforce.Client;

namespace Rayforce.Soak;

/// <summary>
/// Inserts row after row, none of them safe to repeat, and looks in the end which are there: each that was acknowledged,
/// none that never left, none twice.
/// </summary>
internal sealed class Writer(string url, int number, Ledger ledger, TimeSpan pause) : SoakClient(url, number, ledger)
{
    private readonly List<long> _acknowledged = [];
    private readonly HashSet<long> _doubtful = [];

    private string Table => $"written{Number}";

    protected override async Task WorkAsync(CancellationToken end)
    {
        await AskAsync<RayObject>($"(set {Table} (table [n] (list (take [0] 0))))");
        for (var n = 0L; !end.IsCancellationRequested; n++)
        {
            try
            {
                await Client.ExecuteAsync($"(insert '{Table} (list {n}))", cancellationToken: CancellationToken.None);
                _acknowledged.Add(n);
                Ledger.Answered();
            }
            catch (RayforceConnectionException loss) when (loss.IsTransient)
            {
                Ledger.Lost();
                if (loss.MayHaveRun)
                    _doubtful.Add(n);
            }

            await RestAsync(pause, end);
        }
    }

    protected override async Task FinishAsync()
    {
        var there = await AskAsync<long[]>($"(at {Table} 'n)");
        if (there.Distinct().Count() != there.Length)
            Ledger.Fault($"{this}: {there.Length - there.Distinct().Count()} rows are there twice");
        if (_acknowledged.Except(there).Any())
            Ledger.Fault($"{this}: {_acknowledged.Except(there).Count()} rows that were acknowledged are not there");
        var stray = there.Except(_acknowledged).Except(_doubtful).ToArray();
        if (stray.Length > 0)
            Ledger.Fault($"{this}: {stray.Length} rows are there that never left, {stray[0]} for example");
        Ledger.Stored(there.Length);
    }
}
