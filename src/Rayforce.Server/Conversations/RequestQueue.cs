using System.Threading.Channels;

namespace Rayforce.Server;

/// <summary>
/// The messages of one connection that have been read ahead of their evaluation. Reading stops at a number of bytes,
/// and goes on when there is room again: what a client sends faster than it is evaluated stays in the network.
/// </summary>
internal sealed class RequestQueue : IDisposable
{
    /// <summary>The bytes to read ahead; one message may go beyond it, and one more is in the reader's hand.</summary>
    private const long Capacity = 1024 * 1024;

    /// <summary>What a message costs beside its bytes.</summary>
    private const int Overhead = 1024;

    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly SemaphoreSlim _taken = new(0);
    private long _bytes;

    /// <summary>
    /// Waits for room, and adds a message. Waiting comes first, so that a client whose messages have all been taken is
    /// read on: its pongs and its close are seen while its requests wait.
    /// </summary>
    /// <param name="message">The message, which the queue owns until it is taken.</param>
    /// <param name="closed">The queue is closed; the message is dropped then.</param>
    public async ValueTask AddAsync(ReceivedMessage message, CancellationToken closed)
    {
        while (Interlocked.Read(ref _bytes) > Capacity && !closed.IsCancellationRequested)
            await _taken.WaitAsync(closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Add(ref _bytes, GetCost(message));
        if (!_messages.Writer.TryWrite(message))
            message.Drop();
    }

    /// <summary>
    /// Takes the messages in their order until the queue is closed and empty. They are the taker's to dispose of.
    /// </summary>
    public async IAsyncEnumerable<ReceivedMessage> TakeAllAsync()
    {
        await foreach (var message in _messages.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            Interlocked.Add(ref _bytes, -GetCost(message));
            if (_taken.CurrentCount == 0)
                _taken.Release();
            yield return message;
        }
    }

    /// <summary>Takes no more messages.</summary>
    public void Close() => _messages.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose() => _taken.Dispose();

    private static long GetCost(ReceivedMessage message) => message.Content.Buffer.WrittenCount + Overhead;
}
