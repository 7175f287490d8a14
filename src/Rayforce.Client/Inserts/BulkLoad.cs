using System.Diagnostics;

namespace Rayforce.Client;

/// <summary>One load: chunk after chunk, each acknowledged before the next.</summary>
internal sealed class BulkLoad
{
    private static readonly RayCallOptions Repeatable = new() { SafeToRepeat = true };
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IRayClient _client;
    private readonly string _table;
    private readonly RayInsertOptions _options;
    private readonly IProgress<InsertProgress>? _progress;
    private readonly LoadRequests _requests;
    private InsertProgress _done = new(0, 0, 0, 0, IsExact: true);

    public BulkLoad(
        IRayClient client, string table, RayInsertOptions options, IProgress<InsertProgress>? progress)
    {
        _client = client;
        _table = table;
        _options = options;
        _progress = progress;
        _requests = new LoadRequests(table, options.LoadId ?? Guid.NewGuid().ToString("N"));
    }

    public async Task<InsertProgress> RunAsync(
        IAsyncEnumerable<RayTable> chunks, CancellationToken cancellationToken)
    {
        var stored = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var number = _done.Chunks + 1;
            if (number <= stored)
                _done = _done with { Skipped = number };
            else if (_done.IsExact)
                await StoreAsync(number, chunk, cancellationToken).ConfigureAwait(false);
            else
                await InsertAsync(chunk, cancellationToken).ConfigureAwait(false);
            _done = _done with { Chunks = number, Rows = _done.Rows + chunk.RowCount };
            _progress?.Report(_done);
        }

        if (_done.IsExact && _options.LoadId is null)
            await ResumeAsync(_requests.End, Repeatable, cancellationToken).ConfigureAwait(false);
        return _done;
    }

    /// <returns>How many chunks are stored.</returns>
    private async Task<long> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What is no number comes from a server that answers with its errors as texts.
            if (await ResumeAsync(_requests.Begin, Repeatable, cancellationToken).ConfigureAwait(false)
                is RayAtom<long> { Value: >= 0 } stored)
            {
                return stored.Value;
            }
        }
        catch (RayforceQueryException)
        {
            // It does not know a function of these; or it lets nobody change anything, as the first chunk finds out.
        }

        _done = _done with { IsExact = false };
        return 0;
    }

    private async Task StoreAsync(long number, RayTable chunk, CancellationToken cancellationToken)
    {
        var reply = await ResumeAsync(_requests.Store(number, chunk), Repeatable, cancellationToken).ConfigureAwait(false);
        if (reply is not RayAtom<long> stored || stored.Value != number)
            throw new RayInsertException(_table, _done);
    }

    private async Task InsertAsync(RayTable chunk, CancellationToken cancellationToken)
    {
        var reply = await ResumeAsync(_requests.Insert(chunk), options: null, cancellationToken).ConfigureAwait(false);
        if (reply is RayString error)
            throw new RayforceQueryException(new RayError("user", error.Value));
    }

    /// <summary>Asks again for as long as it is the connection that fails.</summary>
    private async Task<RayObject> ResumeAsync(
        RayObject request, RayCallOptions? options, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await _client.ExecuteAsync(request, options, cancellationToken).ConfigureAwait(false);
            }
            catch (RayforceConnectionException exception) when (
                exception.IsTransient
                && (_options.ResumeFor == Timeout.InfiniteTimeSpan || begun.Elapsed < _options.ResumeFor))
            {
                _done = _done with { Resumed = _done.Resumed + 1 };
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
