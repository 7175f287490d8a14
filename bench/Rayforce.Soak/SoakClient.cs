using Rayforce.Client;

namespace Rayforce.Soak;

/// <summary>One of the clients, with a <see cref="RayClient"/> of its own.</summary>
/// <param name="url">The server.</param>
/// <param name="number">Which one it is.</param>
/// <param name="ledger">Where it notes what it does.</param>
internal abstract class SoakClient(string url, int number, Ledger ledger) : IAsyncDisposable
{
    private static readonly RayCallOptions Repeatable = new() { SafeToRepeat = true };

    protected int Number => number;

    protected Ledger Ledger => ledger;

    protected RayClient Client { get; private set; } = new(url);

    /// <summary>Works until it is told to end, and then looks whether everything is as it should be.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        try
        {
            await WorkAsync(end);
            await FinishAsync();
        }
        catch (Exception exception)
        {
            // Whatever it is, it is a fault of the client's that is tried here, or of the trial.
            ledger.Fault($"{this}: {exception}");
            Failed();
        }
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    public override string ToString() => $"{GetType().Name} {number}";

    protected abstract Task WorkAsync(CancellationToken end);

    /// <summary>What is left to look at when the server is killed no more.</summary>
    protected virtual Task FinishAsync() => Task.CompletedTask;

    /// <summary>Lets nobody wait for a client that has failed.</summary>
    protected virtual void Failed()
    {
    }

    /// <summary>Leaves the client as a program that has died would, and begins with a new one.</summary>
    protected async Task RestartAsync()
    {
        await Client.DisposeAsync();
        Client = new RayClient(url);
    }

    /// <summary>Asks until there is an answer, which changes nothing the second time.</summary>
    protected async Task<T> AskAsync<T>(RayObject request)
    {
        while (true)
        {
            try
            {
                return (await Client.ExecuteAsync(request, Repeatable)).As<T>();
            }
            catch (RayforceConnectionException exception) when (exception.IsTransient)
            {
                Ledger.Lost();
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    protected static async Task RestAsync(TimeSpan pause, CancellationToken end) =>
        await Task.Delay(pause, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
