using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// A caller that waits for a reply. One that has given up keeps its place, so that its reply reaches nobody else.
/// </summary>
/// <param name="abandoned">Told when the caller gives up.</param>
internal abstract class PendingCall(Action<PendingCall>? abandoned)
{
    /// <summary>Whether nobody waits any more.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Its request's place among all that were sent; the queue's own. 0 until it is sent.</summary>
    public long Number { get; set; }

    /// <summary>What the server is told beside the request, where requests have numbers.</summary>
    public MessageNote Note { get; init; } = new(NoteKind.Request, 0);

    /// <summary>Whether the server has been asked to stop evaluating it; the queue's own.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>A place in the queue for a reply that nobody wants.</summary>
    public static PendingCall CreateAbandoned()
    {
        var call = new PendingCall<bool>(static (_, _) => false, abandoned: null);
        call.Abandon();
        return call;
    }

    /// <summary>The reply is there.</summary>
    /// <param name="payload">Its payload, unpacked; the call gives it back to the pool or hands it on.</param>
    /// <param name="version">Its wire version.</param>
    public abstract void Answer(PooledBuffer payload, WireVersion version);

    /// <summary>A part of the reply is there, and more is to come.</summary>
    /// <param name="payload">Its payload, unpacked; the call gives it back to the pool or hands it on.</param>
    /// <param name="version">Its wire version.</param>
    /// <returns>Whether parts have been asked for.</returns>
    public virtual bool TryTakePart(PooledBuffer payload, WireVersion version) => false;

    /// <summary>There will be no reply.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>The caller gives up.</summary>
    public void Abandon()
    {
        if (TryCancel())
            abandoned?.Invoke(this);
    }

    /// <returns>Whether somebody was waiting.</returns>
    protected abstract bool TryCancel();
}
