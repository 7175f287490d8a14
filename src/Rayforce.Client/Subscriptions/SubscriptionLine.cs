using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Rayforce.Client;

/// <summary>The connection over which all subscriptions of a client come, and who reads what of it.</summary>
internal sealed class SubscriptionLine : IAsyncDisposable
{
    private readonly RayClientSettings _settings;
    private readonly Lane _lane;

    /// <summary>Keeps subscribing, leaving and subscribing again apart.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Subscription>> _topics = new(StringComparer.Ordinal);
    private bool _isEnded;

    /// <param name="settings">Where to, and how.</param>
    /// <param name="logger">Where to log to.</param>
    /// <param name="reconnected">Told when the connection has been made again.</param>
    public SubscriptionLine(RayClientSettings settings, ILogger logger, Action reconnected)
    {
        _settings = settings;
        _lane = new Lane(settings, logger, EndWithLane, reconnected, ResubscribeAsync);
    }

    /// <summary>The bytes that have gone either way.</summary>
    public (long Sent, long Received) Traffic => _lane.Traffic;

    public async IAsyncEnumerable<Update<RayObject>> SubscribeAsync(
        string topic, RaySubscriptionOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var subscription = new Subscription(topic, options);
        try
        {
            await BeginAsync(subscription, cancellationToken).ConfigureAwait(false);
            await foreach (var update in subscription.ReadAsync(cancellationToken).ConfigureAwait(false))
                yield return update;
        }
        finally
        {
            await LeaveAsync(subscription).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await _lane.DisposeAsync().ConfigureAwait(false);

    private static Task<long> SubscribeAsync(
        RayConnection connection, string topic, CancellationToken cancellationToken) =>
        connection.ExecuteAsync<long>(new RayList(new RaySymbol(".mc.sub"), new RayString(topic)), cancellationToken);

    private async Task BeginAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        for (var isRepeated = false; ; isRepeated = true)
        {
            var connection = await _lane.GetAsync(_settings.ConnectionWait, cancellationToken).ConfigureAwait(false);
            if (!connection.Terms.IsTyped)
            {
                throw new RayforceClientException(
                    ConnectionErrorReason.NotSupported,
                    _settings.Endpoints[0],
                    $"{_settings} has no topics: it does not speak rayforce.ipc, and could not tell a publication " +
                    "from a reply.");
            }

            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                Add(subscription);
                subscription.Begin(
                    await SubscribeAsync(connection, subscription.Topic, cancellationToken).ConfigureAwait(false));
                return;
            }
            catch (RayforceConnectionException exception) when (
                !isRepeated && exception is { IsTransient: true, Reason: ConnectionErrorReason.Closed })
            {
                // Subscribing twice is subscribing once.
                Remove(subscription);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    private async Task LeaveAsync(Subscription subscription)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Remove(subscription) && _lane.State == RayClientState.Connected)
            {
                var connection = await _lane.GetAsync(_settings.ConnectionWait, default).ConfigureAwait(false);
                await connection.PostAsync(
                    new RayList(new RaySymbol(".mc.unsub"), new RayString(subscription.Topic))).ConfigureAwait(false);
            }
        }
        catch (RayforceConnectionException)
        {
            // A connection that is lost has no subscriptions, and the next gets those that are left.
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ResubscribeAsync(RayConnection connection, CancellationToken cancellationToken)
    {
        connection.Pushed += (_, pushed) => Hand(pushed);
        if (!connection.Terms.IsTyped)
            return;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string[] topics;
            lock (_lock)
                topics = [.. _topics.Keys];
            foreach (var topic in topics)
                await SubscribeAsync(connection, topic, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Hand(RayObject pushed)
    {
        if (Publication.Read(pushed) is not { } publication)
            return;
        lock (_lock)
        {
            if (!_topics.TryGetValue(publication.Topic, out var subscriptions))
                return;
            foreach (var subscription in subscriptions)
                subscription.Take(publication);
        }
    }

    private void Add(Subscription subscription)
    {
        lock (_lock)
        {
            if (_isEnded)
                subscription.End();
            if (!_topics.TryGetValue(subscription.Topic, out var subscriptions))
                _topics.Add(subscription.Topic, subscriptions = []);
            subscriptions.Add(subscription);
        }
    }

    /// <returns>Whether it was the last one of its topic.</returns>
    private bool Remove(Subscription subscription)
    {
        lock (_lock)
        {
            return _topics.TryGetValue(subscription.Topic, out var subscriptions)
                && subscriptions.Remove(subscription)
                && subscriptions.Count == 0
                && _topics.Remove(subscription.Topic);
        }
    }

    private void EndWithLane(Lane lane)
    {
        if (lane.State != RayClientState.Closed)
            return;
        lock (_lock)
        {
            _isEnded = true;
            foreach (var subscription in _topics.Values.SelectMany(static subscriptions => subscriptions))
                subscription.End();
        }
    }
}
