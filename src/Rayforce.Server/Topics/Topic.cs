using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>One topic: its subscribers, and the number of its last publication.</summary>
internal sealed class Topic(string name)
{
    private static readonly RaySymbol Update = new("upd");
    private static readonly RaySymbol Quote = new("quote");

    private readonly Lock _lock = new();
    private readonly List<ITopicSubscriber> _subscribers = [];
    private readonly Dictionary<ITopicSubscriber, int> _places = [];

    /// <summary>The forms in which they want publications, and how many of them want each.</summary>
    private readonly Dictionary<PublicationForm, int> _forms = [];
    private long _last;

    public string Name => name;

    /// <summary>Adds a subscriber, who is in it once.</summary>
    /// <returns>The number of the next publication.</returns>
    public long Add(ITopicSubscriber subscriber)
    {
        lock (_lock)
        {
            var isNew = _places.TryAdd(subscriber, _subscribers.Count);
            if (isNew)
                _subscribers.Add(subscriber);
            lock (_forms)
            {
                if (isNew)
                    _forms[subscriber.Form] = _forms.GetValueOrDefault(subscriber.Form) + 1;
                return _last + 1;
            }
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
                lock (_forms)
                {
                    if (--_forms[subscriber.Form] == 0)
                        _forms.Remove(subscriber.Form);
                }
            }

            return _subscribers.Count > 0;
        }
    }

    /// <summary>
    /// Makes the frames of the next publication, the call <c>(upd "topic" number (quote payload))</c>, in all forms that
    /// subscribers have wanted.
    /// </summary>
    /// <param name="payload">The value.</param>
    /// <param name="rules">Counts the memory of the frames.</param>
    /// <returns>The number of the publication, and its frames; 0 and none where nobody has subscribed.</returns>
    /// <exception cref="NotSupportedException">The value cannot travel in any of the forms.</exception>
    /// <exception cref="ArgumentException">It nests too deep, is too large, or there is no memory for it.</exception>
    public (long Number, List<(PublicationForm Form, byte[] Frame)> Frames) Frame(
        RayObject payload, BacklogRules rules)
    {
        lock (_forms)
        {
            if (_forms.Count == 0)
                return (0, []);
            var call = new RayList(
                Update, new RayString(name), new RayAtom<long>(_last + 1), new RayList(Quote, payload));
            var frames = new List<(PublicationForm, byte[])>(_forms.Count);
            foreach (var form in _forms.Keys)
            {
                try
                {
                    frames.Add((form, PushFrame.Write(call, form.Version, MessageType.Async, form.PackAbove)));
                }
                catch (NotSupportedException)
                {
                    // Wire version 1 lacks some types: the others get it.
                }
            }

            if (frames.Count == 0)
                throw new NotSupportedException("no subscriber's wire version carries the value");
            var size = frames.Sum(static each => (long)each.Item2.Length);
            rules.MakeRoom(size);
            rules.Count(size);
            return (++_last, frames);
        }
    }

    /// <summary>Hands frames on to all subscribers who want their form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="rules">How much may wait for them.</param>
    /// <param name="leavers">Gets those who take no more.</param>
    /// <returns>How many take them.</returns>
    public int Deliver(
        PublicationForm form, IReadOnlyList<byte[]> frames, BacklogRules rules, List<ITopicSubscriber> leavers)
    {
        lock (_lock)
        {
            // One holder is this itself.
            var (delivered, left) = (0, _subscribers.Count + 1);
            var shared = SharedFrames.OfCounted(frames, left, rules);
            foreach (var subscriber in _subscribers)
            {
                if (subscriber.Form != form)
                    continue;
                left--;
                if (subscriber.Take(shared))
                    delivered++;
                else
                    leavers.Add(subscriber);
            }

            shared.Release(left);
            return delivered;
        }
    }
}
