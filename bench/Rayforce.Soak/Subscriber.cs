using Rayforce.Client;

namespace Rayforce.Soak;

/// <summary>
/// Reads a topic over all lives of the server: no publication comes twice or late, a gap in the numbers is reported as it
/// is, and of the last ones every single one comes.
/// </summary>
internal sealed class Subscriber(string url, int number, Ledger ledger, Publisher publisher)
    : SoakClient(url, number, ledger)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _payload;
    private long _sequence;
    private int _last;

    /// <summary>Completes when something has come after the last death of the server, or nothing will.</summary>
    public Task Ready => _ready.Task;

    protected override async Task WorkAsync(CancellationToken end)
    {
        var finished = publisher.Finished;
        while (true)
        {
            try
            {
                await foreach (var update in Client.SubscribeAsync<long>(publisher.Topic, cancellationToken: CancellationToken.None))
                {
                    Check(update);
                    if (finished.IsCompleted && _payload == await finished)
                        return;
                }
            }
            catch (RayforceConnectionException loss) when (loss.IsTransient)
            {
                // Only the beginning of a subscription fails; one that has begun goes on by itself.
                Ledger.Lost();
                await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
            }
        }
    }

    protected override Task FinishAsync()
    {
        if (_last != Publisher.Last)
            Ledger.Fault($"{this}: of the last {Publisher.Last} publications {_last} came");
        return Task.CompletedTask;
    }

    protected override void Failed() => _ready.TrySetResult();

    private void Check(Update<long> update)
    {
        var payload = Math.Abs(update.Payload);
        if (payload <= _payload)
            Ledger.Fault($"{this}: {payload} came after {_payload}");
        if (!update.IsRestart && _sequence > 0 && update.Sequence != _sequence + 1 + update.Missed)
            Ledger.Fault($"{this}: number {update.Sequence} came after {_sequence}, and {update.Missed} are said to be missed");
        if (_ready.Task.IsCompleted && update.Payload > 0 && ++_last > 1 && update.Missed > 0)
            Ledger.Fault($"{this}: {update.Missed} of the last publications did not come");
        (_payload, _sequence) = (payload, update.Sequence);
        Ledger.Updated(update.Missed, update.IsRestart);
        if (update.Payload < 0)
            _ready.TrySetResult();
    }
}
