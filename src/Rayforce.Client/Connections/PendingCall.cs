using System.Diagnostics;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// A caller that waits for a reply. One that has given up keeps its place, so that its reply reaches nobody else.
/// </summary>
/// <param name="abandoned">Told when the caller gives up.</param>
internal abstract class PendingCall(Action<PendingCall>? abandoned)
{
    private const int Waiting = 0;
    private const int Ended = 1;

    private int _state;
    private CallDeadlines? _deadlines;
    private CancellationTokenRegistration _cancellation;
    private CancellationTokenSource? _givenUp;

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsAbandoned => Volatile.Read(ref _state) == Ended;

    /// <summary>Its request's place among all that were sent; the queue's own. 0 until it is sent.</summary>
    public long Number { get; set; }

    /// <summary>What the server is told beside the request, where requests have numbers.</summary>
    public CallWishes Wishes { get; init; }

    /// <summary>What the call is a part of; null for nothing that is traced.</summary>
    public Activity? Activity { get; init; }

    /// <summary>Whether the server has been asked to stop evaluating it; the queue's own.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>When it began, as <see cref="Stopwatch"/> counts; the deadlines' own, as what follows.</summary>
    public long Began { get; set; }

    /// <summary>Whether it stands among those that may become late.</summary>
    public bool IsTimed { get; set; }

    /// <summary>The call before it.</summary>
    public PendingCall? Earlier { get; set; }

    /// <summary>The call behind it.</summary>
    public PendingCall? Later { get; set; }

    /// <summary>Cancelled when the caller gives up.</summary>
    public CancellationToken GivenUp
    {
        get
        {
            if (Volatile.Read(ref _givenUp) is null)
                Interlocked.CompareExchange(ref _givenUp, new CancellationTokenSource(), null);
            if (IsAbandoned)
                _givenUp!.Cancel();
            return _givenUp!.Token;
        }
    }

    /// <summary>A place in the queue for a reply that nobody wants.</summary>
    public static PendingCall CreateAbandoned()
    {
        var call = new PendingCall<bool>(static (_, _) => false, abandoned: null);
        call.Abandon();
        return call;
    }

    /// <summary>Has it given up when it takes too long, or the caller does not want it any more. Called before it is sent.</summary>
    /// <param name="deadlines">Those of all calls; null for one that has its own.</param>
    /// <param name="cancellationToken">Whether the caller still wants it.</param>
    public void Limit(CallDeadlines? deadlines, CancellationToken cancellationToken)
    {
        _deadlines = deadlines;
        deadlines?.Add(this);
        if (!cancellationToken.CanBeCanceled)
            return;
        _cancellation = cancellationToken.UnsafeRegister(
            static call => ((PendingCall)call!).Abandon(), this);
        if (IsAbandoned)
            _cancellation.Dispose();
    }

    /// <summary>The reply is there. The caller is told by <see cref="Complete"/>.</summary>
    /// <param name="payload">Its payload, unpacked; the call gives it back to the pool or hands it on.</param>
    /// <param name="version">Its wire version.</param>
    public abstract void Answer(PooledBuffer payload, WireVersion version);

    /// <summary>The reply is there, or never will be, and nobody waits for it any more.</summary>
    /// <param name="failure">Why there is none; null where there is one.</param>
    public virtual void Drop(Exception? failure)
    {
    }

    /// <summary>A part of the reply is there, and more is to come.</summary>
    /// <param name="payload">Its payload, unpacked; the call gives it back to the pool or hands it on.</param>
    /// <param name="version">Its wire version.</param>
    /// <returns>Whether parts have been asked for.</returns>
    public virtual bool TryTakePart(PooledBuffer payload, WireVersion version) => false;

    /// <summary>Tells the caller, who goes on with the reply on this thread.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller on another thread.</summary>
    public void CompleteElsewhere() =>
        ThreadPool.UnsafeQueueUserWorkItem(static call => ((PendingCall)call!).Complete(), this);

    /// <summary>There will be no reply.</summary>
    public void Fail(Exception exception)
    {
        if (!TryEnd())
        {
            Drop(exception);
            return;
        }

        SetFailure(exception);
        CompleteElsewhere();
    }

    /// <summary>The caller gives up.</summary>
    /// <param name="late">What it gets where it took too long; null where it does not want a reply any more.</param>
    public void Abandon(Exception? late = null)
    {
        if (!TryEnd())
            return;
        SetFailure(late);
        CompleteElsewhere();
        Volatile.Read(ref _givenUp)?.Cancel();
        abandoned?.Invoke(this);
    }

    /// <summary>Ends the wait.</summary>
    /// <returns>Whether somebody was waiting, and is to be told.</returns>
    protected bool TryEnd()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) != Waiting)
            return false;
        _deadlines?.Remove(this);
        _cancellation.Dispose();
        return true;
    }

    /// <summary>Keeps what the caller gets instead of a reply; null where it does not want one any more.</summary>
    protected abstract void SetFailure(Exception? exception);
}
