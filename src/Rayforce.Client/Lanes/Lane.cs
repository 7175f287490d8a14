using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Rayforce.Client;

/// <summary>
/// A place for one connection, which is made when somebody first wants it, and made again when it is lost.
/// </summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly RayClientSettings _settings;
    private readonly ILogger _logger;
    private readonly Action<Lane> _changed;
    private readonly Func<RayConnection, CancellationToken, Task>? _opened;
    private readonly Action _reconnected;
    private readonly Dialer _dialer;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource<RayConnection> _next = CreateNext();
    private RayConnection? _connection;
    private Task _running = Task.CompletedTask;
    private RayforceConnectionException? _failure;
    private bool _wasConnected;
    private bool _isEnded;
    private int _inFlight;
    private (long Sent, long Received) _earlier;

    /// <summary>Makes a lane; it connects when it is first asked.</summary>
    /// <param name="settings">Where to, and how.</param>
    /// <param name="logger">Where to log to.</param>
    /// <param name="changed">Told when <see cref="State"/> has changed.</param>
    /// <param name="reconnected">Told when a connection has been made again.</param>
    /// <param name="opened">
    /// What is to be done on a new connection before anybody gets it; when it fails the connection is no good.
    /// </param>
    public Lane(
        RayClientSettings settings,
        ILogger logger,
        Action<Lane> changed,
        Action reconnected,
        Func<RayConnection, CancellationToken, Task>? opened = null)
    {
        _settings = settings;
        _logger = logger;
        _changed = changed;
        _reconnected = reconnected;
        _opened = opened;
        _dialer = new Dialer(settings, logger);
    }

    /// <summary>How the lane stands.</summary>
    public RayClientState State
    {
        get
        {
            lock (_lock)
            {
                return _isEnded ? RayClientState.Closed
                    : _connection is not null ? RayClientState.Connected
                    : _wasConnected ? RayClientState.Reconnecting
                    : RayClientState.Connecting;
            }
        }
    }

    /// <summary>How many calls go by this lane.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The bytes that have gone either way, over all connections so far.</summary>
    public (long Sent, long Received) Traffic
    {
        get
        {
            lock (_lock)
            {
                var (sent, received) = _connection?.Traffic ?? default;
                return (_earlier.Sent + sent, _earlier.Received + received);
            }
        }
    }

    /// <summary>Whether somebody has wanted a connection.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Notes a call, until it <see cref="Leave"/>s.</summary>
    public void Enter() => Interlocked.Increment(ref _inFlight);

    /// <summary>Notes the end of a call.</summary>
    public void Leave() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Begins to connect, for whoever comes later.</summary>
    public void Prepare()
    {
        // A failure is the lane's own business: it tries again.
        if (!IsUsed)
            _ = GetNext();
    }

    /// <summary>Waits for an open connection.</summary>
    /// <param name="longest">For how long at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RayforceConnectionException">There is none, and will be none in time.</exception>
    public async Task<RayConnection> GetAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var next = GetNext();
        if (next.Status == TaskStatus.RanToCompletion)
            return await next.ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longest);
        try
        {
            return await next.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = _failure;
            throw new RayforceClientException(
                ConnectionErrorReason.ConnectFailed,
                _settings.Endpoints[0],
                $"There was no connection to {_settings} within {longest}." +
                (failure is null ? "" : $" The last attempt: {failure.Message}"),
                failure);
        }
    }

    /// <summary>Ends the lane: what waits for it, or for a reply over it, fails.</summary>
    public async ValueTask DisposeAsync()
    {
        End(null);
        var connection = _connection;
        if (connection is not null)
            await connection.DisposeAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _closing.Dispose();
    }

    private static TaskCompletionSource<RayConnection> CreateNext() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<RayConnection> GetNext()
    {
        lock (_lock)
        {
            if (_isEnded)
                throw CreateClosed();
            if (_connection is { IsOpen: false } lost)
                Forget(lost);
            // Waiting helps only where trying again may.
            if (_connection is null && !_running.IsCompleted && _failure is { IsTransient: false } failure)
                return Task.FromException<RayConnection>(failure);
            if (_connection is null && _running.IsCompleted)
            {
                IsUsed = true;
                _failure = null;
                _running = Task.Run(RunAsync);
            }

            return _next.Task;
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            RayConnection connection;
            try
            {
                connection = await ConnectAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Whatever it is, those who wait must learn it.
                GiveUp(exception);
                return;
            }

            if (!TryPublish(connection))
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                return;
            }

            var loss = await connection.Ended.ConfigureAwait(false);
            lock (_lock)
                Forget(connection);
            if (_isEnded)
                return;
            _logger.Lost(_settings.ToString(), loss.Why.TrimEnd('.'));
            if (!_settings.Reconnect)
            {
                End(loss.Why);
                return;
            }

            _changed(this);
        }
    }

    private Task<RayConnection> ConnectAsync()
    {
        if (!_wasConnected && !_settings.RetryFirstConnect)
            return OpenAsync(_closing.Token);
        var retry = new RetryStrategyOptions
        {
            Delay = _settings.ReconnectDelay,
            MaxDelay = _settings.MaxReconnectDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            MaxRetryAttempts = _settings.MaxReconnectAttempts ?? int.MaxValue,
            ShouldHandle = arguments => new ValueTask<bool>(
                arguments.Outcome.Exception is not null && !_closing.IsCancellationRequested),
            OnRetry = arguments =>
            {
                Fail(arguments.Outcome.Exception!);
                _logger.Retrying(
                    arguments.Outcome.Exception!.Message, arguments.AttemptNumber + 1, arguments.RetryDelay);
                return default;
            },
        };
        var pipeline = new ResiliencePipelineBuilder().AddRetry(retry).Build();
        return pipeline.ExecuteAsync(token => new ValueTask<RayConnection>(OpenAsync(token)), _closing.Token).AsTask();
    }

    private async Task<RayConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _dialer.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (_opened is null)
            return connection;
        try
        {
            await _opened(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private bool TryPublish(RayConnection connection)
    {
        bool isAgain;
        lock (_lock)
        {
            if (_isEnded)
                return false;
            isAgain = _wasConnected;
            _connection = connection;
            _failure = null;
            _wasConnected = true;
            _next.TrySetResult(connection);
        }

        if (isAgain)
            _reconnected();
        _logger.Connected(_settings.ToString(), (int)connection.WireVersion);
        _changed(this);
        return true;
    }

    /// <summary>Those who want a connection wait for the next one. Under the lock.</summary>
    private void Forget(RayConnection connection)
    {
        if (_connection != connection)
            return;
        var (sent, received) = connection.Traffic;
        _earlier = (_earlier.Sent + sent, _earlier.Received + received);
        _connection = null;
        _next = CreateNext();
    }

    /// <summary>Notes why there is no connection; where trying again does not help, those who wait learn it.</summary>
    private void Fail(Exception exception)
    {
        var failure = exception as RayforceConnectionException ?? new RayforceClientException(
            ConnectionErrorReason.ConnectFailed, _settings.Endpoints[0], exception.Message, exception)
        {
            IsTransient = false,
        };
        lock (_lock)
        {
            _failure = failure;
            if (!failure.IsTransient)
                FailNext(failure);
        }
    }

    private void GiveUp(Exception exception)
    {
        if (_wasConnected || _settings.RetryFirstConnect)
        {
            if (!_isEnded)
                _logger.GivenUp(_settings.ToString(), exception.Message);
            End(exception.Message);
            return;
        }

        // The next call tries anew.
        lock (_lock)
        {
            FailNext(exception);
            // Not the task that is running here: who asks now begins a new one.
            _running = Task.CompletedTask;
        }
    }

    private void End(string? why)
    {
        lock (_lock)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            FailNext(CreateClosed(why));
        }

        _closing.Cancel();
        _changed(this);
    }

    /// <summary>Under the lock.</summary>
    private void FailNext(Exception exception)
    {
        var next = _next;
        _next = CreateNext();
        next.TrySetException(exception);
        // It is no loss when nobody waits.
        _ = next.Task.Exception;
    }

    private RayforceClientException CreateClosed(string? why = null) => new(
        ConnectionErrorReason.Closed,
        _settings.Endpoints[0],
        $"The client of {_settings} is closed{(why is null ? "" : $": {why.TrimEnd('.')}")}.")
    {
        IsTransient = false,
    };
}
