using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Rayforce.Client;

/// <summary>
/// A long-lived way to Rayforce servers, for a whole application: made once, used by any number of threads. It connects
/// when it is first needed, multiplexes calls over one connection or a small pool, and connects again, with growing
/// pauses, when a connection is lost. What was in flight then fails, unless it is marked as safe to repeat.
/// </summary>
public sealed partial class RayClient : IRayClient
{
    private readonly Lane[] _lanes;
    private readonly PingLine _pings;
    private readonly SubscriptionLine _subscriptions;
    private readonly ILogger _logger;
    private readonly ClientStates _states;
    private readonly ClientTelemetry _telemetry;
    private readonly Lock _closingLock = new();
    private readonly Lock _stateLock = new();
    private Task? _closing;

    /// <summary>Makes a client; it connects when it is first needed.</summary>
    /// <param name="connectionString">
    /// Where to, and how: <c>rayforce://user:password@host:port,host2:port2?callTimeout=5s</c>, or <c>rayforces://</c>
    /// for TLS, or <c>ws://</c> and <c>wss://</c> for a WebSocket; see <see cref="RayClientSettings.Parse"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// It is none, an option is unknown, or its value is wrong; the message names it.
    /// </exception>
    public RayClient(string connectionString)
        : this(RayClientSettings.Parse(connectionString))
    {
    }

    /// <summary>Makes a client; it connects when it is first needed.</summary>
    /// <param name="settings">Where to, and how.</param>
    /// <exception cref="ArgumentException">There is no transport for the servers' scheme.</exception>
    public RayClient(RayClientSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RayTransports.Find(settings.Endpoints[0].Scheme);
        Settings = settings;
        _logger = settings.LoggerFactory.CreateLogger(typeof(RayClient).FullName!);
        _states = new ClientStates(this, CreateClosed);
        _telemetry = new ClientTelemetry(settings, GetTraffic);
        // A second connection that cannot be made keeps nobody waiting.
        var more = settings with { RetryFirstConnect = true };
        _lanes = new Lane[settings.PoolSize];
        for (var i = 0; i < _lanes.Length; i++)
            _lanes[i] = new Lane(
                i == 0 ? settings : more, _logger, _ => NoteState(), _telemetry.Reconnected, ListenAsync);
        _pings = new PingLine(settings, _logger);
        _subscriptions = new SubscriptionLine(settings, _logger, _telemetry.Reconnected);
    }

    /// <inheritdoc/>
    public event EventHandler<RayClientState>? StateChanged
    {
        add => _states.Changed += value;
        remove => _states.Changed -= value;
    }

    /// <inheritdoc/>
    public event EventHandler<RayObject>? Pushed;

    /// <summary>What the client was made of.</summary>
    public RayClientSettings Settings { get; }

    /// <inheritdoc/>
    public RayClientState State => _states.Current;

    /// <inheritdoc/>
    public Task WaitForStateAsync(RayClientState state, CancellationToken cancellationToken = default) =>
        _states.WaitForAsync(state, cancellationToken);

    /// <inheritdoc/>
    public Task<ConnectionTerms> ConnectAsync(CancellationToken cancellationToken = default) => CallAsync(
        static (connection, _, _) => Task.FromResult(connection.Terms), options: null, cancellationToken);

    /// <inheritdoc/>
    public Task<RayObject> ExecuteAsync(
        RayObject request, RayCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(
            "execute",
            (connection, timeout, token) => connection.ExecuteAsync(request, timeout, token),
            options,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, RayCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(
            "execute_verbose",
            (connection, timeout, token) => connection.ExecuteVerboseAsync(request, timeout, token),
            options,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task PostAsync(RayObject request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(
            "post",
            async (connection, timeout, token) =>
            {
                await connection.PostAsync(request, timeout, token).ConfigureAwait(false);
                return true;
            },
            options: null,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RayTable> ExecuteBatchesAsync(
        RayObject request,
        int batchRows,
        RayCallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var batches = await CallAsync(
            "execute_batches",
            (connection, timeout, token) => BeginBatchesAsync(connection, request, batchRows, timeout, token),
            options,
            cancellationToken).ConfigureAwait(false);
        await using (batches.ConfigureAwait(false))
        {
            do
            {
                yield return batches.Current;
            }
            while (await batches.MoveNextAsync().ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Update<RayObject>> SubscribeAsync(
        string topic, RaySubscriptionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _subscriptions.SubscribeAsync(topic, options ?? new RaySubscriptionOptions(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task PingAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _pings.PingAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CreateClosed();
        }
    }

    /// <inheritdoc/>
    public Task CloseAsync(CancellationToken cancellationToken = default)
    {
        lock (_closingLock)
            _closing ??= CloseLanesAsync();
        return _closing.WaitAsync(cancellationToken);
    }

    /// <summary>Closes the client.</summary>
    public ValueTask DisposeAsync() => new(CloseAsync());

    /// <inheritdoc/>
    public override string ToString() => $"RayClient({Settings}) - {State}";

    /// <summary>Evaluates until the first batch is there, and leaves the others to who reads on.</summary>
    private async Task<IAsyncEnumerator<RayTable>> BeginBatchesAsync(
        RayConnection connection,
        RayObject request,
        int batchRows,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout);
        var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token).Token;
        var batches = connection.ExecuteBatchesAsync(request, batchRows, either).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            // There is always a first one, be it without rows.
            await batches.MoveNextAsync().ConfigureAwait(false);
            return batches;
        }
        catch (Exception exception)
        {
            await batches.DisposeAsync().ConfigureAwait(false);
            if (exception is not OperationCanceledException || cancellationToken.IsCancellationRequested)
                throw;
            throw new RayforceClientException(
                ConnectionErrorReason.TimedOut,
                Settings.Endpoints[0],
                $"No reply from {Settings} within {timeout}.",
                new TimeoutException())
            {
                MayHaveRun = true,
            };
        }
    }

    private async Task CloseLanesAsync()
    {
        await Task.Yield();
        foreach (var lane in _lanes)
            await lane.DisposeAsync().ConfigureAwait(false);
        await _pings.DisposeAsync().ConfigureAwait(false);
        await _subscriptions.DisposeAsync().ConfigureAwait(false);
        _telemetry.Dispose();
        _logger.Closed();
    }

    private Task ListenAsync(RayConnection connection, CancellationToken cancellationToken)
    {
        connection.Pushed += (_, pushed) => Pushed?.Invoke(this, pushed);
        return Task.CompletedTask;
    }

    private void NoteState()
    {
        lock (_stateLock)
        {
            var states = Array.ConvertAll(_lanes, static lane => lane.State);
            // The first lane decides about the end; any connection will do for a call.
            _states.Set(
                states[0] == RayClientState.Closed ? RayClientState.Closed
                : states.Contains(RayClientState.Connected) ? RayClientState.Connected
                : states.Contains(RayClientState.Reconnecting) ? RayClientState.Reconnecting
                : RayClientState.Connecting);
        }
    }

    private (long Sent, long Received) GetTraffic()
    {
        var (sent, received) = _subscriptions.Traffic;
        foreach (var lane in _lanes)
        {
            var more = lane.Traffic;
            (sent, received) = (sent + more.Sent, received + more.Received);
        }

        return (sent, received);
    }

    private RayforceClientException CreateClosed() => new(
        ConnectionErrorReason.Closed, Settings.Endpoints[0], $"The client of {Settings} is closed.")
    {
        IsTransient = false,
    };
}
