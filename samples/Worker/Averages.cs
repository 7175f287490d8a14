using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using static Rayforce.Queries.Query;

namespace Rayforce.Samples;

/// <summary>Averages the prices that are published, until the host stops.</summary>
internal sealed class Averages(IRayClient client, ILogger<Averages> logger) : BackgroundService
{
    /// <summary>Writing the same average twice is writing it once.</summary>
    private static readonly RayCallOptions Repeatable = new() { SafeToRepeat = true };

    private readonly Dictionary<string, (double Sum, int Count)> _known = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (RayforceConnectionException exception) when (exception.IsTransient)
            {
                // The server is away for longer than a call waits. The client goes on trying; so does this.
                logger.Away(exception.Message);
            }
        }
    }

    private async Task ReadAsync(CancellationToken stoppingToken)
    {
        await client.ExecuteAsync(
            "(set averages (try averages (table [sym average] (list (take ['a] 0) (take [0.0] 0)))))",
            Repeatable,
            stoppingToken);
        logger.Subscribing();
        await foreach (var (_, sequence, price, missed, isRestart)
            in client.SubscribeAsync<RayDict>("prices", cancellationToken: stoppingToken))
        {
            if (missed > 0 || isRestart)
                logger.Missed(missed);
            var sym = price["sym"].As<string>();
            var (sum, count) = _known.GetValueOrDefault(sym);
            _known[sym] = (sum, count) = (sum + price["price"].As<double>(), count + 1);
            await client.ExecuteAsync(
                Table("averages").Upsert(1, Set("sym", sym), Set("average", sum / count)),
                Repeatable,
                stoppingToken);
            logger.Averaged(sequence, sym, sum / count);
        }
    }
}
