using System.Collections.Concurrent;
using Rayforce.Client;
using Rayforce.WebSocket;

namespace Rayforce.Data;

/// <summary>The connections of a data source: each is lent to one at a time.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly ConcurrentStack<RayConnection> _idle = new();
    private readonly SemaphoreSlim _room;
    private readonly string _url;
    private readonly RayClientOptions _options;
    private volatile bool _isDisposed;

    public ConnectionPool(RayConnectionStringBuilder settings, RayClientOptions? options)
    {
        (_url, var said) = settings.ToTarget(options ?? new RayClientOptions());
        _room = new SemaphoreSlim(settings.MaxPoolSize, settings.MaxPoolSize);
        // The command's own time-out ends a call.
        _options = said with
        {
            ConnectTimeout = settings.ConnectTimeout == 0
                ? Timeout.InfiniteTimeSpan
                : TimeSpan.FromSeconds(settings.ConnectTimeout),
            CallTimeout = Timeout.InfiniteTimeSpan,
        };
        ConnectTimeout = _options.ConnectTimeout;
    }

    private TimeSpan ConnectTimeout { get; }

    /// <summary>Lends a connection, a new one where none is idle.</summary>
    /// <exception cref="TimeoutException">All are lent for too long.</exception>
    public async Task<RayConnection> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!await _room.WaitAsync(ConnectTimeout, cancellationToken).ConfigureAwait(false))
            throw new TimeoutException(
                "Every connection of the data source is in use: raise Max Pool Size, or close connections sooner.");
        try
        {
            while (_idle.TryPop(out var idle))
            {
                if (idle.IsOpen)
                    return idle;
                await idle.DisposeAsync().ConfigureAwait(false);
            }

            return await RayforceClient.ConnectAsync(_url, _options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _room.Release();
            throw;
        }
    }

    /// <summary>Takes a connection back.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isBusy">Whether the server may still be at work for it, so that the next one would wait.</param>
    public async ValueTask ReturnAsync(RayConnection connection, bool isBusy)
    {
        // A peer that is at work answers a close when it is done: nobody waits for that.
        if (isBusy)
            _ = connection.CloseAsync(CancellationToken.None);
        else if (!connection.IsOpen || _isDisposed)
            await connection.DisposeAsync().ConfigureAwait(false);
        else
            _idle.Push(connection);
        _room.Release();
    }

    /// <summary>Closes what is idle; what is lent is closed when it comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        while (_idle.TryPop(out var idle))
            await idle.DisposeAsync().ConfigureAwait(false);
    }
}
