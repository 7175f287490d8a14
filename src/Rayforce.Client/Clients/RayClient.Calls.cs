using System.Diagnostics;

namespace Rayforce.Client;

/// <content>How a call finds its connection, and what happens when that is lost.</content>
public sealed partial class RayClient
{
    private async Task<T> CallAsync<T>(
        string operation,
        Func<RayConnection, TimeSpan, CancellationToken, Task<T>> call,
        RayCallOptions? options,
        CancellationToken cancellationToken)
    {
        var measured = _telemetry.Begin(operation);
        try
        {
            var result = await CallAsync(call, options, cancellationToken).ConfigureAwait(false);
            measured.End(failure: null);
            return result;
        }
        catch (Exception exception)
        {
            measured.End(exception);
            throw;
        }
    }

    private async Task<T> CallAsync<T>(
        Func<RayConnection, TimeSpan, CancellationToken, Task<T>> call,
        RayCallOptions? options,
        CancellationToken cancellationToken)
    {
        var timeout = options?.Timeout ?? Settings.Connection.CallTimeout;
        var begun = Stopwatch.StartNew();
        for (var isRepeated = false; ; isRepeated = true)
        {
            var lane = Choose();
            lane.Enter();
            try
            {
                var wait = Shorter(Settings.ConnectionWait, Rest(timeout, begun));
                var connection = await lane.GetAsync(wait, cancellationToken).ConfigureAwait(false);
                return await call(connection, Rest(timeout, begun), cancellationToken).ConfigureAwait(false);
            }
            catch (RayforceConnectionException exception) when (
                !isRepeated
                && exception is { IsTransient: true, Reason: ConnectionErrorReason.Closed }
                && (!exception.MayHaveRun || options is { SafeToRepeat: true }))
            {
                // Once more, over the next connection.
            }
            finally
            {
                lane.Leave();
            }
        }
    }

    /// <summary>
    /// The connected lane with the fewest calls. When all are busy the next one connects meanwhile, for later calls.
    /// </summary>
    private Lane Choose()
    {
        Lane? best = null;
        Lane? unused = null;
        foreach (var lane in _lanes)
        {
            if (!lane.IsUsed)
                unused ??= lane;
            if (lane.State == RayClientState.Connected && (best is null || lane.InFlight < best.InFlight))
                best = lane;
        }

        if (best is null)
            return _lanes[0];
        if (unused is not null && best.InFlight > 0)
            unused.Prepare();
        return best;
    }

    private static TimeSpan Rest(TimeSpan timeout, Stopwatch begun)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return timeout;
        var rest = timeout - begun.Elapsed;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        one == Timeout.InfiniteTimeSpan ? other
        : other == Timeout.InfiniteTimeSpan || one < other ? one
        : other;
}
