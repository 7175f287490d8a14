namespace Rayforce.Server;

/// <summary>
/// The memory for what is received, over all connections. It is taken as bytes arrive; a message that finds none left
/// waits until others give theirs back. The message that has held some for the longest never waits, so that those who
/// have a part of what they need do not wait for each other: so there may be as much as it takes beyond the capacity.
/// </summary>
/// <param name="capacity">How many bytes there are.</param>
internal sealed class ReceiveBudget(long capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Share> _shares = new();
    private readonly LinkedList<Request> _waiting = new();
    private long _held;

    /// <summary>Whether anybody waits.</summary>
    public bool IsScarce { get; private set; }

    /// <summary>Begins a share of it, with nothing in it.</summary>
    public Share Begin() => new(this);

    private Request? Enter(Share share, long bytes)
    {
        lock (_lock)
        {
            share.Place ??= _shares.AddLast(share);
            var request = new Request(share, bytes);
            if (_waiting.Count == 0 && TryGrant(request))
                return null;
            request.Place = _waiting.AddLast(request);
            GrantAll();
            return request;
        }
    }

    private void Leave(Request request)
    {
        lock (_lock)
        {
            if (request.Place.List is not null)
                _waiting.Remove(request.Place);
            GrantAll();
        }
    }

    private void GiveBack(Share share)
    {
        lock (_lock)
        {
            if (share.Place is not { } place)
                return;
            _shares.Remove(place);
            share.Place = null;
            _held -= share.Bytes;
            share.Bytes = 0;
            GrantAll();
        }
    }

    private void GrantAll()
    {
        for (var at = _waiting.First; at is not null;)
        {
            var (request, next) = (at.Value, at.Next);
            if (TryGrant(request))
            {
                _waiting.Remove(at);
                request.Granted.TrySetResult();
            }

            at = next;
        }

        IsScarce = _waiting.Count > 0;
    }

    private bool TryGrant(Request request)
    {
        if (_held + request.Bytes > capacity && request.Share.Place != _shares.First)
            return false;
        _held += request.Bytes;
        request.Share.Bytes += request.Bytes;
        return true;
    }

    /// <summary>What one message has taken.</summary>
    internal sealed class Share(ReceiveBudget budget) : IDisposable
    {
        /// <summary>How much that is.</summary>
        public long Bytes { get; set; }

        /// <summary>Where it stands among those that have taken some.</summary>
        public LinkedListNode<Share>? Place { get; set; }

        /// <summary>Takes more, when there is some.</summary>
        public async ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
        {
            if (budget.Enter(this, bytes) is not { } request)
                return;
            try
            {
                await request.Granted.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                budget.Leave(request);
                throw;
            }
        }

        /// <summary>Gives everything back.</summary>
        public void Dispose() => budget.GiveBack(this);
    }

    private sealed class Request(Share share, long bytes)
    {
        public Share Share => share;

        public long Bytes => bytes;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Request> Place { get; set; } = null!;
    }
}
