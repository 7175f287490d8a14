namespace Rayforce.Server.Journals;

/// <summary>What one flush brings to the disk: the changes of all that wait for it.</summary>
internal sealed class FlushGroup
{
    private readonly List<Action> _publications = [];
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether somebody waits.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>Waits for the flush.</summary>
    /// <param name="publish">To be called after it, in the order in which they were added; null for nothing.</param>
    public Task Join(Action? publish)
    {
        IsAwaited = true;
        if (publish is not null)
            _publications.Add(publish);
        return _kept.Task;
    }

    /// <summary>It is on the disk.</summary>
    public void Succeed()
    {
        foreach (var publish in _publications)
            publish();
        _kept.SetResult();
    }

    /// <summary>It is not.</summary>
    public void Fail(IOException cause)
    {
        _kept.SetException(cause);
        // Not everybody who waits has to ask how it went.
        _ = _kept.Task.Exception;
    }
}
