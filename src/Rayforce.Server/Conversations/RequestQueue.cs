using System.Threading.Tasks.Sources;

namespace Rayforce.Server;

/// <summary>
/// The messages of one connection that have been read ahead of their evaluation. Reading stops at a number of bytes,
/// and goes on when there is room again: what a client sends faster than it is evaluated stays in the network. Whoever
/// reads lends its thread to what evaluates as soon as nothing more is there to be read, see <see cref="HandOver"/>.
/// </summary>
internal sealed class RequestQueue : IValueTaskSource<bool>, IThreadPoolWorkItem, IDisposable
{
    /// <summary>The bytes to read ahead; one message may go beyond it, and one more is in the reader's hand.</summary>
    private const long Capacity = 1024 * 1024;

    /// <summary>What a message costs beside its bytes.</summary>
    private const int Overhead = 1024;

    /// <summary>So many messages are read at once before the first of them is evaluated.</summary>
    private const int MostAtOnce = 64;

    private readonly Lock _lock = new();
    private readonly Queue<ReceivedMessage> _messages = new();
    private readonly SemaphoreSlim _taken = new(0);
    private ManualResetValueTaskSourceCore<bool> _wait;
    private bool _isWaiting;
    private bool _isClosed;
    private long _bytes;

    /// <summary>Whether a message waits to be taken.</summary>
    public bool HasMore
    {
        get
        {
            lock (_lock)
                return _messages.Count > 0;
        }
    }

    /// <summary>
    /// Waits for room, and adds a message. Waiting comes first, so that a client whose messages have all been taken is
    /// read on: its pongs and its close are seen while its requests wait.
    /// </summary>
    /// <param name="message">The message, which the queue owns until it is taken.</param>
    /// <param name="closed">The queue is closed; the message is dropped then.</param>
    public async ValueTask AddAsync(ReceivedMessage message, CancellationToken closed)
    {
        while (Interlocked.Read(ref _bytes) > Capacity && !closed.IsCancellationRequested)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            await _taken.WaitAsync(closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock)
        {
            if (!_isClosed)
            {
                _messages.Enqueue(message);
                Interlocked.Add(ref _bytes, GetCost(message));
                if (_messages.Count == MostAtOnce)
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }
        }

        message.Drop();
    }

    /// <summary>
    /// Lets the taker go on with what has been added, on this thread, where it waits: until it waits for something else.
    /// </summary>
    public void HandOver()
    {
        lock (_lock)
        {
            if (!_isWaiting || (_messages.Count == 0 && !_isClosed))
                return;
            _isWaiting = false;
        }

        _wait.SetResult(true);
    }

    /// <summary>
    /// Takes the messages in their order until the queue is closed and empty. They are the taker's to dispose of.
    /// </summary>
    public async IAsyncEnumerable<ReceivedMessage> TakeAllAsync()
    {
        while (true)
        {
            if (!TryTake(out var message))
            {
                if (!await WaitAsync().ConfigureAwait(false))
                    yield break;
                continue;
            }

            Interlocked.Add(ref _bytes, -GetCost(message));
            if (_taken.CurrentCount == 0)
                _taken.Release();
            yield return message;
        }
    }

    /// <summary>Takes no more messages.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _taken.Dispose();

    void IThreadPoolWorkItem.Execute() => HandOver();

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private bool TryTake(out ReceivedMessage message)
    {
        lock (_lock)
            return _messages.TryDequeue(out message);
    }

    /// <returns>Completes when there is something to take; false when there will be nothing more.</returns>
    private ValueTask<bool> WaitAsync()
    {
        lock (_lock)
        {
            if (_messages.Count > 0)
                return new ValueTask<bool>(true);
            if (_isClosed)
                return new ValueTask<bool>(false);
            _isWaiting = true;
            _wait.Reset();
            return new ValueTask<bool>(this, _wait.Version);
        }
    }

    private static long GetCost(ReceivedMessage message) => message.Content.Buffer.WrittenCount + Overhead;
}
