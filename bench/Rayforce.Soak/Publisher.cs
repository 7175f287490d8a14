using Rayforce.Client;

namespace Rayforce.Soak;

/// <summary>Publishes numbers on a topic, each higher than the one before.</summary>
internal sealed class Publisher(string url, int number, Ledger ledger, TimeSpan pause) : SoakClient(url, number, ledger)
{
    /// <summary>How many publications end it all, when the server is killed no more: all of them have to come.</summary>
    public const int Last = 100;

    private long _number;

    public string Topic => $"topic{Number}";

    /// <summary>The last number of all.</summary>
    public Task<long> Finished => _finished.Task;

    private readonly TaskCompletionSource<long> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when all subscribers are there for the last publications.</summary>
    public TaskCompletionSource SubscribersReady { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task WorkAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await PublishAsync();
            await RestAsync(pause, end);
        }
    }

    protected override async Task FinishAsync()
    {
        // Until everybody is there numbers below zero go out, which count for nothing.
        while (!SubscribersReady.Task.IsCompleted)
        {
            await AskAsync<long>($"(.mc.pub '{Topic} {-(++_number)})");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        for (var i = 0; i < Last; i++)
            await PublishAsync();
        _finished.SetResult(_number);
    }

    protected override void Failed() => _finished.TrySetResult(_number);

    private async Task PublishAsync()
    {
        _number++;
        try
        {
            await Client.ExecuteAsync($"(.mc.pub '{Topic} {_number})");
            Ledger.Answered();
        }
        catch (RayforceConnectionException loss) when (loss.IsTransient)
        {
            Ledger.Lost();
        }
    }
}
