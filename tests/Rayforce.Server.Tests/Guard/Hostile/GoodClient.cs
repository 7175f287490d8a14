using System.Diagnostics;
using Rayforce.Client;

namespace Rayforce.Server.Tests.Guard.Hostile;

/// <summary>A client that asks one small thing after another, checks every answer, and takes the time.</summary>
internal sealed class GoodClient : IAsyncDisposable
{
    private readonly RayConnection _connection;
    private readonly CancellationTokenSource _end = new();
    private readonly List<double> _milliseconds = [];
    private readonly Task _asking;

    public GoodClient(RayConnection connection)
    {
        _connection = connection;
        _asking = AskAsync();
    }

    /// <summary>Asks no more.</summary>
    /// <returns>How long the answers took.</returns>
    /// <exception cref="Exception">An answer was wrong, or did not come.</exception>
    public async Task<string> EndAsync()
    {
        await _end.CancelAsync();
        await _asking;
        _milliseconds.Sort();
        return $"{_milliseconds.Count} answers, median {At(0.5):0.0} ms, 99 % {At(0.99):0.0} ms, longest {At(1):0.0} ms";
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync();
        _end.Dispose();
    }

    private double At(double part) => _milliseconds[(int)(part * (_milliseconds.Count - 1))];

    private async Task AskAsync()
    {
        for (var i = 0L; !_end.IsCancellationRequested; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            // Without a name in it: all clients share their globals, and a damaged request may set any of them.
            Assert.Equal(new RayVector<long>([i, i + 1]), await _connection.ExecuteAsync($"[{i} {i + 1}]"));
            _milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(5);
        }
    }
}
