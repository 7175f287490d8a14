namespace Rayforce.Server;

/// <summary>One topic: its subscribers, and the number of its last publication.</summary>
internal sealed class Topic(string name, BacklogRules rules)
{
    private readonly Lock _lock = new();
    private readonly List<ITopicSubscriber> _subscribers = [];
    private readonly Dictionary<ITopicSubscriber, int> _places = [];
    private long _last;

    public string Name => name;

    /// <summary>Adds a subscriber, who is in it once.</summary>
    /// <returns>The number of the next publication.</returns>
    public long Add(ITopicSubscriber subscriber)
    {
        lock (_lock)
        {
            if (_places.TryAdd(subscriber, _subscribers.Count))
                _subscribers.Add(subscriber);
            return _last + 1;
        }
    }

    /// <summary>Removes a subscriber.</summary>
    /// <returns>Whether there are others.</returns>
    public bool Remove(ITopicSubscriber subscriber)
    {
        lock (_lock)
        {
            if (_places.Remove(subscriber, out var place))
            {
                var last = _subscribers[^1];
                _subscribers.RemoveAt(_subscribers.Count - 1);
                if (place < _subscribers.Count)
                    (_subscribers[place], _places[last]) = (last, place);
            }

            return _subscribers.Count > 0;
        }
    }

    /// <summary>Hands a value on to all subscribers, under the next number.</summary>
    /// <param name="payload">The value.</param>
    /// <param name="leavers">Gets those who take no more.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="NotSupportedException">The value cannot travel to anyone of them.</exception>
    /// <exception cref="ArgumentException">It nests too deep, or is too large.</exception>
    public Delivery Publish(RayObject payload, List<ITopicSubscriber> leavers)
    {
        lock (_lock)
        {
            if (_subscribers.Count == 0)
                return default;
            var publication = new Publication(name, _last + 1, payload);
            var frames = new List<(SharedFrame Frame, int Left)>();
            var delivered = 0;
            foreach (var subscriber in _subscribers)
            {
                if (Find(publication, subscriber, frames) is not { } index)
                    continue;
                var (frame, left) = frames[index];
                frames[index] = (frame, left - 1);
                if (subscriber.Take(frame))
                    delivered++;
                else
                    leavers.Add(subscriber);
            }

            foreach (var (frame, left) in frames)
                frame.Release(left);
            if (frames.Count == 0)
                throw new NotSupportedException("no subscriber's wire version carries the value");
            return new Delivery(++_last, delivered, publication.Framed);
        }
    }

    /// <summary>The place of a subscriber's frame, which is made where there is none yet; nothing where there can be none.</summary>
    private int? Find(
        Publication publication, ITopicSubscriber subscriber, List<(SharedFrame Frame, int Left)> frames)
    {
        try
        {
            var bytes = publication.GetBytes(subscriber.Version, subscriber.PackAbove);
            for (var i = 0; i < frames.Count; i++)
            {
                if (ReferenceEquals(frames[i].Frame.Bytes, bytes))
                    return i;
            }

            frames.Add((new SharedFrame(bytes, _subscribers.Count, rules), _subscribers.Count));
            return frames.Count - 1;
        }
        catch (NotSupportedException)
        {
            // Wire version 1 lacks some types: the others get it.
            return null;
        }
    }
}
