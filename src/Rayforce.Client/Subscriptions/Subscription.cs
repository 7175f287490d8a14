using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Rayforce.Client;

/// <summary>One reader of a topic: what waits for him, and what he has missed.</summary>
internal sealed class Subscription
{
    private readonly RaySubscriptionOptions _options;
    private readonly Channel<(Publication Publication, int Restarts)> _waiting;
    private long _lastCome;
    private int _restarts;
    private long _expected;

    public Subscription(string topic, RaySubscriptionOptions options)
    {
        Topic = topic;
        _options = options;
        _waiting = Channel.CreateBounded<(Publication, int)>(new BoundedChannelOptions(options.BufferSize)
        {
            SingleReader = true,
            FullMode = options.Policy switch
            {
                RayBufferPolicy.DropOldest => BoundedChannelFullMode.DropOldest,
                RayBufferPolicy.DropNewest => BoundedChannelFullMode.DropWrite,
                _ => BoundedChannelFullMode.Wait,
            },
        });
    }

    public string Topic { get; }

    /// <summary>Says which number comes next.</summary>
    public void Begin(long next) => _expected = next;

    /// <summary>Takes a publication, from the loop that reads the connection.</summary>
    public void Take(Publication publication)
    {
        // Numbers only grow, over lost connections too, until the server begins anew.
        if (publication.Sequence <= _lastCome)
            _restarts++;
        _lastCome = publication.Sequence;
        if (!_waiting.Writer.TryWrite((publication, _restarts)))
            _waiting.Writer.TryComplete(new RaySubscriptionException(Topic, _options.BufferSize));
    }

    /// <summary>Says that nothing comes any more.</summary>
    public void End() => _waiting.Writer.TryComplete();

    public async IAsyncEnumerable<Update<RayObject>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var restarts = 0;
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_waiting.Reader.TryRead(out var next))
            {
                var isRestart = next.Restarts != restarts;
                var (topic, sequence, payload) = next.Publication;
                var missed = Math.Max(sequence - (isRestart ? 1 : _expected), 0);
                (_expected, restarts) = (sequence + 1, next.Restarts);
                yield return new Update<RayObject>(topic, sequence, payload, missed, isRestart);
            }
        }
    }
}
