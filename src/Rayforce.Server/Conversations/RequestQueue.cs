using System.Threading.Channels;

namespace Rayforce.Server.Conversations;

/// <summary>
/// The messages of one connection that have been read ahead of their evaluation. Reading stops at a number of bytes, and goes on
/// when there is room again: what a client sends faster than it is evaluated stays in the network.
/// </summary>
internal sealed class RequestQueue : IDisposable
{
    /// <summary>The bytes to read ahead; one message may go beyond it.</summary>
    private const long Capacity = 1024 * 1024;

    /// <summary>What a message costs beside its bytes.</summary>
    private const int Overhead = 1024;

    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly SemaphoreSlim _taken = new(0);
    private long _bytes;

    /// <summary>Adds a message, and waits until there is room for another.</summary>
    /// <returns>False when the queue is closed; the message has been given back to the pool then.</returns>
    public async ValueTask<bool> AddAsync(ReceivedMessage message, CancellationToken closed)
    {
        Interlocked.Add(ref _bytes, GetCost(message));
        if (!_messages.Writer.TryWrite(message))
        {
            message.Content.Dispose();
            return false;
        }

        while (Interlocked.Read(ref _bytes) > Capacity && !closed.IsCancellationRequested)
            await _taken.WaitAsync(closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    /// <summary>Takes the messages in their order until the queue is closed and empty.</summary>
    public async IAsyncEnumerable<ReceivedMessage> TakeAllAsync()
    {
        await foreach (var message in _messages.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            Interlocked.Add(ref _bytes, -GetCost(message));
            if (_taken.CurrentCount == 0)
                _taken.Release();
            using (message.Content)
                yield return message;
        }
    }

    /// <summary>Takes no more messages.</summary>
    public void Close() => _messages.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose() => _taken.Dispose();

    private static long GetCost(ReceivedMessage message) => message.Content.WrittenCount + Overhead;
}
