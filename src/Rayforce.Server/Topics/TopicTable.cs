using System.Text;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// The topics of a server. One that nobody has subscribed to is forgotten, and its numbers begin at 1 again.
/// </summary>
internal sealed class TopicTable
{
    /// <summary>The bytes of the longest name of a topic.</summary>
    private const int LongestName = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<ITopicSubscriber, HashSet<Topic>> _subscribers = [];
    private readonly Publications _publications;
    private readonly int _maxOfOne;
    private readonly int _maxOfAll;
    private int _subscriptions;

    /// <param name="rules">How much may wait for subscribers.</param>
    /// <param name="maxOfOne">How many subscriptions one subscriber may have.</param>
    /// <param name="maxOfAll">How many all together may have.</param>
    public TopicTable(BacklogRules rules, int maxOfOne, int maxOfAll)
    {
        (_maxOfOne, _maxOfAll) = (maxOfOne, maxOfAll);
        _publications = new Publications(rules, Leave);
    }

    /// <summary>What the topics have come to so far.</summary>
    public TopicFigures Figures
    {
        get
        {
            int topics, subscriptions;
            lock (_lock)
                (topics, subscriptions) = (_topics.Count, _subscriptions);
            return _publications.GetFigures(topics, subscriptions);
        }
    }

    /// <summary>Hands on what has been published until now: what comes next to a client comes behind it.</summary>
    public void Deliver() => _publications.Deliver();

    /// <summary>Subscribes somebody.</summary>
    /// <returns>The number of the next publication; null where the subscription is one too many, or the name too long.</returns>
    public long? Subscribe(string name, ITopicSubscriber subscriber)
    {
        Deliver();
        lock (_lock)
        {
            var isNew = !_topics.TryGetValue(name, out var topic);
            topic ??= new Topic(name);
            if (!_subscribers.TryGetValue(subscriber, out var topics))
                topics = [];
            if (!topics.Contains(topic))
            {
                if (topics.Count >= _maxOfOne || _subscriptions >= _maxOfAll
                    || Encoding.UTF8.GetByteCount(name) > LongestName)
                    return null;
                topics.Add(topic);
                Count(1);
            }

            _subscribers[subscriber] = topics;
            if (isNew)
                _topics.Add(name, topic);
            return _publications.Join(topic, subscriber);
        }
    }

    /// <summary>Ends a subscription, where there is one.</summary>
    public void Unsubscribe(string name, ITopicSubscriber subscriber)
    {
        Deliver();
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
    /// <exception cref="ArgumentException">It nests too deep, is too large, or there is no memory for it.</exception>
    public long Publish(string name, RayObject payload)
    {
        Topic? topic;
        lock (_lock)
        {
            if (!_topics.TryGetValue(name, out topic))
                return 0;
        }

        return _publications.Publish(topic, payload);
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
        ServerMetrics.Subscriptions.Add(subscriptions);
    }
}
