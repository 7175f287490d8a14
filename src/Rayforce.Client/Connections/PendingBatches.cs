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
    private TaskCompletionSource<bool>? _waiting;
    private Exception? _failure;
    private bool _hasEnded;
    private volatile bool _isAbandoned;

    public override bool IsAbandoned => _isAbandoned;

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
        Add(payload, version, isLast: false);
        return true;
    }

    public override void Answer(PooledBuffer payload, WireVersion version)
    {
        Add(payload, version, isLast: true);
        End(failure: null);
    }

    public override void Fail(Exception exception) => End(exception);

    protected override bool TryCancel()
    {
        lock (_parts)
        {
            if (_hasEnded)
                return false;
            _hasEnded = _isAbandoned = true;
            _parts.Clear();
            return true;
        }
    }

    private void Add(PooledBuffer payload, WireVersion version, bool isLast)
    {
        try
        {
            var part = new ReplyPart(read(payload, version), isLast);
            lock (_parts)
            {
                if (_hasEnded)
                    return;
                _parts.Enqueue(part);
                _waiting?.TrySetResult(true);
            }
        }
        catch (RayforceException exception)
        {
            End(exception);
        }
    }

    private void End(Exception? failure)
    {
        lock (_parts)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
            _failure = failure;
            _waiting?.TrySetResult(true);
        }
    }
}
