namespace Rayforce.Ipc;

/// <summary>
/// A caller that waits for a reply. One that has given up keeps its place, so that its reply reaches nobody else.
/// </summary>
internal sealed class PendingCall() : TaskCompletionSource<RayObject>(
    TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Whether nobody waits any more.</summary>
    public bool IsAbandoned => Task.IsCompleted;

    /// <summary>Its request's place among all that were sent; the queue's own.</summary>
    public long Number { get; set; }

    /// <summary>Whether the server has been asked to stop evaluating it; the queue's own.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>A place in the queue for a reply that nobody wants.</summary>
    public static PendingCall Abandoned()
    {
        var call = new PendingCall();
        call.TrySetCanceled();
        return call;
    }
}
