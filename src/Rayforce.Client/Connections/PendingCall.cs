namespace Rayforce.Client;

/// <summary>
/// A caller that waits for a reply. One that has given up keeps its place, so that its reply reaches nobody else.
/// </summary>
/// <param name="abandoned">Told when the caller gives up.</param>
internal sealed class PendingCall(Action? abandoned) : TaskCompletionSource<RayObject>(
    TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Whether nobody waits any more.</summary>
    public bool IsAbandoned => Task.IsCompleted;

    /// <summary>Its request's place among all that were sent; the queue's own.</summary>
    public long Number { get; set; }

    /// <summary>Whether the server has been asked to stop evaluating it; the queue's own.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>A place in the queue for a reply that nobody wants.</summary>
    public static PendingCall CreateAbandoned()
    {
        var call = new PendingCall(abandoned: null);
        call.Abandon();
        return call;
    }

    /// <summary>The caller gives up.</summary>
    public void Abandon()
    {
        if (TrySetCanceled())
            abandoned?.Invoke();
    }
}
