using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// What has been published and is on its way to the subscribers. One thread hands it on as fast as it can; what is
/// published meanwhile, it hands on together: so many publications cost each subscriber hardly more than one.
/// </summary>
/// <param name="rules">How much may wait for subscribers.</param>
/// <param name="leave">Ends the subscriptions of somebody who takes no more.</param>
internal sealed class Publications(BacklogRules rules, Action<ITopicSubscriber> leave) : IThreadPoolWorkItem
{
    /// <summary>Who publishes more than so many bytes faster than they are handed on helps with it.</summary>
    private const int MostPending = 64 * 1024;

    private readonly Lock _lock = new();

    /// <summary>Held by the thread that hands on, so that the order stays.</summary>
    private readonly Lock _delivering = new();

    private List<Run> _pending = [];
    private int _pendingBytes;

    /// <summary>Whether something has not been handed on to all.</summary>
    private volatile bool _isPending;

    /// <summary>Whether a thread hands on, or is about to.</summary>
    private bool _isDelivering;
    private long _published;
    private long _delivered;
    private long _framed;

    /// <summary>Publishes a value on a topic.</summary>
    /// <returns>The number of the publication; 0 where nobody has subscribed.</returns>
    /// <exception cref="NotSupportedException">The value cannot travel to anyone of them.</exception>
    /// <exception cref="ArgumentException">It nests too deep, or there is no memory for it.</exception>
    public long Publish(Topic topic, RayObject payload)
    {
        long number;
        bool isMuch, isFirst;
        lock (_lock)
        {
            (number, var frames) = topic.Frame(payload, rules);
            if (number == 0)
                return 0;
            foreach (var (form, frame) in frames)
                Add(topic, form, frame);
            _published++;
            _framed += frames.Count;
            _isPending = true;
            isMuch = _pendingBytes > MostPending;
            isFirst = !_isDelivering;
            _isDelivering = true;
        }

        ServerMetrics.Published.Add(1);
        if (isFirst)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        if (isMuch)
            Deliver();
        return number;
    }

    /// <summary>Adds a subscriber to a topic, behind what has been published on it.</summary>
    /// <returns>The number of the next publication.</returns>
    public long Join(Topic topic, ITopicSubscriber subscriber)
    {
        while (true)
        {
            Deliver();
            lock (_lock)
            {
                if (!_isPending)
                    return topic.Add(subscriber);
            }
        }
    }

    /// <summary>What they have come to so far, when what is pending has been handed on.</summary>
    public TopicFigures GetFigures(int topics, int subscriptions)
    {
        Deliver();
        lock (_lock)
        {
            return new TopicFigures(
                topics, subscriptions, _published, Interlocked.Read(ref _delivered), rules.Dropped, _framed, rules.Most);
        }
    }

    /// <summary>Hands on what has been published until now.</summary>
    public void Deliver()
    {
        if (_isPending)
            TryDeliver(isLast: false);
    }

    /// <summary>Hands on as long as there is something.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (TryDeliver(isLast: true))
        {
        }
    }

    /// <param name="isLast">Whether nobody goes on with it when there was nothing.</param>
    /// <returns>Whether there was something.</returns>
    private bool TryDeliver(bool isLast)
    {
        var leavers = new List<ITopicSubscriber>();
        lock (_delivering)
        {
            List<Run> runs;
            lock (_lock)
            {
                if (_pending.Count == 0)
                {
                    _isDelivering &= !isLast;
                    return false;
                }

                (runs, _pending, _pendingBytes) = (_pending, [], 0);
            }

            foreach (var run in runs)
            {
                var takers = run.Topic.Deliver(run.Form, run.Frames, rules, leavers);
                Interlocked.Add(ref _delivered, (long)takers * run.Frames.Count);
                ServerMetrics.Delivered.Add(takers * run.Frames.Count);
            }

            lock (_lock)
                _isPending = _pending.Count > 0;
        }

        foreach (var leaver in leavers)
            leave(leaver);
        return true;
    }

    /// <summary>
    /// Puts a frame behind what is pending. Those of a form follow one another as they were published; so do those of
    /// different topics.
    /// </summary>
    private void Add(Topic topic, PublicationForm form, byte[] frame)
    {
        Run? run = null;
        for (var i = _pending.Count - 1; i >= 0 && ReferenceEquals(_pending[i].Topic, topic); i--)
        {
            if (_pending[i].Form == form)
                run = _pending[i];
        }

        if (run is null)
            _pending.Add(run = new Run(topic, form, []));
        run.Frames.Add(frame);
        _pendingBytes += frame.Length;
    }

    /// <summary>Frames of one topic, in one form, that nothing else was published between.</summary>
    private sealed record Run(Topic Topic, PublicationForm Form, List<byte[]> Frames);
}
