using Microsoft.Extensions.Logging;

namespace Rayforce.Client;

/// <summary>A connection for signs of life alone, which is looked after when one is wanted.</summary>
internal sealed class PingLine(RayClientSettings settings, ILogger logger) : IAsyncDisposable
{
    private readonly Dialer _dialer = new(settings, logger);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private RayConnection? _connection;

    /// <summary>Asks the server for a number.</summary>
    /// <exception cref="RayforceConnectionException">There is no connection, or no answer in time.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled, or the client is closed.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var isNew = false;
        while (!isNew)
        {
            RayConnection connection;
            await _gate.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                isNew = _connection is not { IsOpen: true };
                if (isNew)
                    _connection = await _dialer.ConnectAsync(limit.Token).ConfigureAwait(false);
                connection = _connection!;
            }
            finally
            {
                _gate.Release();
            }

            try
            {
                // A number evaluates to itself, on every server.
                await connection.ExecuteAsync(new RayAtom<long>(1), settings.ConnectionWait, limit.Token)
                    .ConfigureAwait(false);
                return;
            }
            catch (RayforceConnectionException exception) when (
                !isNew && exception.Reason == ConnectionErrorReason.Closed)
            {
                // The end of one that was idle says nothing about the server now.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing.Cancel();
        await _gate.WaitAsync().ConfigureAwait(false);
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
        _gate.Release();
    }
}
