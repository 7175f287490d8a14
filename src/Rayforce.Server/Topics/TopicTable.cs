using System.Text;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// The topics of a server. One that nobody has subscribed to is forgotten, and its numbers begin at 1 again.
/// </summary>
/// <param name="rules">How much may wait for subscribers.</param>
/// <param name="maxOfOne">How many subscriptions one subscriber may have.</param>
/// <param name="maxOfAll">How many all together may have.</param>
/// <param name="metrics">Where the server counts.</param>
internal sealed class TopicTable(BacklogRules rules, int maxOfOne, int maxOfAll, ServerMetrics metrics)
{
    /// <summary>The bytes of the longest name of a topic.</summary>
    private const int LongestName = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<ITopicSubscriber, HashSet<Topic>> _subscribers = [];
    private int _subscriptions;
    private long _published;
    private long _delivered;
    private long _framed;

    /// <summary>What the topics have come to so far.</summary>
    public TopicFigures Figures
    {
        get
        {
            lock (_lock)
            {
                return new TopicFigures(
                    _topics.Count, _subscriptions, Interlocked.Read(ref _published), Interlocked.Read(ref _delivered),
                    rules.Dropped, Interlocked.Read(ref _framed), rules.Most);
            }
        }
    }

    /// <summary>Subscribes somebody.</summary>
    /// <returns>The number of the next publication; null where the subscription is one too many, or the name too long.</returns>
    public long? Subscribe(string name, ITopicSubscriber subscriber)
    {
        lock (_lock)
        {
            var isNew = !_topics.TryGetValue(name, out var topic);
            topic ??= new Topic(name, rules);
            if (!_subscribers.TryGetValue(subscriber, out var topics))
                topics = [];
            if (!topics.Contains(topic))
            {
                if (topics.Count >= maxOfOne || _subscriptions >= maxOfAll
                    || Encoding.UTF8.GetByteCount(name) > LongestName)
                    return null;
                topics.Add(topic);
                Count(1);
            }

            _subscribers[subscriber] = topics;
            if (isNew)
                _topics.Add(name, topic);
            return topic.Add(subscriber);
        }
    }

    /// <summary>Ends a subscription, where there is one.</summary>
    public void Unsubscribe(string name, ITopicSubscriber subscriber)
    {
        lock (_lock)
        {
            if (_topics.TryGetValue(name, out var topic) && _subscribers.TryGetValue(subscriber, out var topics)
                && topics.Remove(topic))
                Remove(topic, subscriber);
        }
    }

    /// <summary>Ends all subscriptions of somebody.</summary>
    public void Leave(ITopicSubscriber subscriber)
    {
        lock (_lock)
        {
            if (!_subscribers.Remove(subscriber, out var topics))
                return;
            foreach (var topic in topics)
                Remove(topic, subscriber);
        }
    }

    /// <summary>Sends a value to all subscribers of a topic.</summary>
    /// <returns>The number of the publication; 0 where nobody has subscribed.</returns>
    /// <exception cref="NotSupportedException">The value cannot travel to anyone of them.</exception>
    /// <exception cref="ArgumentException">It nests too deep, or is too large.</exception>
    public long Publish(string name, RayObject payload)
    {
        Topic? topic;
        lock (_lock)
        {
            if (!_topics.TryGetValue(name, out topic))
                return 0;
        }

        var leavers = new List<ITopicSubscriber>();
        var delivery = topic.Publish(payload, leavers);
        foreach (var leaver in leavers)
            Leave(leaver);
        if (delivery.Number == 0)
            return 0;
        Interlocked.Increment(ref _published);
        Interlocked.Add(ref _delivered, delivery.Delivered);
        Interlocked.Add(ref _framed, delivery.Framed);
        metrics.Published.Add(1);
        metrics.Delivered.Add(delivery.Delivered);
        return delivery.Number;
    }

    private void Remove(Topic topic, ITopicSubscriber subscriber)
    {
        Count(-1);
        if (!topic.Remove(subscriber))
            _topics.Remove(topic.Name);
    }

    private void Count(int subscriptions)
    {
        _subscriptions += subscriptions;
        metrics.Subscriptions.Add(subscriptions);
    }
}
