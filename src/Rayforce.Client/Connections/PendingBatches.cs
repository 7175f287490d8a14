using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>A caller that waits for a reply in parts, one after another.</summary>
/// <param name="read">
/// Makes a part, out of a payload that becomes its own. It throws what the caller is to see.
/// </param>
/// <param name="abandoned">Told when the caller gives up.</param>
internal sealed class PendingBatches(Func<PooledBuffer, WireVersion, RayObject> read, Action<PendingCall>? abandoned)
    : PendingCall(abandoned)
{
    private readonly Queue<ReplyPart> _parts = new();
    private int _allowed;
    private TaskCompletionSource<bool>? _waiting;
    private Exception? _failure;
    private bool _hasEnded;

    /// <summary>Lets so many more parts come. What comes beyond that is a breach: nobody has to keep it.</summary>
    public void Allow(int parts) => Interlocked.Add(ref _allowed, parts);

    /// <summary>Waits for the next part.</summary>
    /// <returns>The part; null behind the last.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<ReplyPart?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task news;
            lock (_parts)
            {
                if (_parts.Count > 0)
                    return _parts.Dequeue();
                if (_hasEnded)
                    return _failure is null ? null : throw _failure;
                _waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                news = _waiting.Task;
            }

            await news.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override bool TryTakePart(PooledBuffer payload, WireVersion version)
    {
        if (Interlocked.Decrement(ref _allowed) < 0)
        {
            payload.Dispose();
            return false;
        }

        if (!TryAdd(payload, version, isLast: false, out var failure))
            Fail(failure!);
        return true;
    }

    public override void Answer(PooledBuffer payload, WireVersion version)
    {
        if (!TryAdd(payload, version, isLast: true, out var failure))
            SetFailure(failure);
        TryEnd();
    }

    public override void Complete()
    {
        lock (_parts)
        {
            _hasEnded = true;
            _waiting?.TrySetResult(true);
        }
    }

    protected override void SetFailure(Exception? exception)
    {
        lock (_parts)
            _failure = exception;
    }

    private bool TryAdd(PooledBuffer payload, WireVersion version, bool isLast, out Exception? failure)
    {
        failure = null;
        try
        {
            var part = new ReplyPart(read(payload, version), isLast);
            lock (_parts)
            {
                _parts.Enqueue(part);
                _waiting?.TrySetResult(true);
            }

            return true;
        }
        catch (RayforceException exception)
        {
            failure = exception;
            return false;
        }
    }
}
