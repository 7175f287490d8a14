namespace Rayforce.Client;

/// <summary>The state of a client, as an event and as something to wait for.</summary>
/// <param name="sender">Who raises the event.</param>
/// <param name="createClosed">What a wait gets that is in vain.</param>
internal sealed class ClientStates(object sender, Func<Exception> createClosed)
{
    private readonly Lock _lock = new();
    private readonly List<(RayClientState State, TaskCompletionSource<bool> Reached)> _waiting = [];
    private RayClientState _current = RayClientState.Connecting;
    private Task _telling = Task.CompletedTask;

    public event EventHandler<RayClientState>? Changed;

    public RayClientState Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    /// <summary>Takes a new state; the same again, or any after the last, is no change.</summary>
    public void Set(RayClientState state)
    {
        lock (_lock)
        {
            if (_current == state || _current == RayClientState.Closed)
                return;
            _current = state;
            // One after another, and on no caller's thread.
            _telling = _telling.ContinueWith(
                _ => Changed?.Invoke(sender, state),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
            foreach (var (wanted, reached) in _waiting)
            {
                if (wanted == state)
                    reached.TrySetResult(true);
                else if (state == RayClientState.Closed)
                    reached.TrySetException(createClosed());
            }

            _waiting.RemoveAll(static waiting => waiting.Reached.Task.IsCompleted);
        }
    }

    public Task WaitForAsync(RayClientState state, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> reached;
        lock (_lock)
        {
            if (_current == state)
                return Task.CompletedTask;
            if (_current == RayClientState.Closed)
                return Task.FromException(createClosed());
            reached = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((state, reached));
        }

        return WaitAsync(reached, cancellationToken);
    }

    private async Task WaitAsync(TaskCompletionSource<bool> reached, CancellationToken cancellationToken)
    {
        try
        {
            await reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _waiting.RemoveAll(waiting => waiting.Reached == reached);
        }
    }
}
