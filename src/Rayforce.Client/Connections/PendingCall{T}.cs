using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>A caller that waits for a reply of a kind.</summary>
/// <typeparam name="T">What it makes of the reply.</typeparam>
/// <param name="read">
/// Makes it, out of a payload that becomes its own. It throws what the caller is to see; anything it makes that is not
/// wanted any more is disposed of.
/// </param>
/// <param name="abandoned">Told when the caller gives up.</param>
internal sealed class PendingCall<T>(Func<PooledBuffer, WireVersion, T> read, Action<PendingCall>? abandoned) : PendingCall(abandoned)
{
    private readonly TaskCompletionSource<T> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the reply; cancelled when the caller has given up.</summary>
    public Task<T> Task => _reply.Task;

    public override bool IsAbandoned => _reply.Task.IsCompleted;

    public override void Answer(PooledBuffer payload, WireVersion version)
    {
        if (IsAbandoned)
        {
            payload.Dispose();
            return;
        }

        try
        {
            var reply = read(payload, version);
            if (!_reply.TrySetResult(reply))
                (reply as IDisposable)?.Dispose();
        }
        catch (RayforceException exception)
        {
            _reply.TrySetException(exception);
        }
    }

    public override void Fail(Exception exception) => _reply.TrySetException(exception);

    protected override bool TryCancel() => _reply.TrySetCanceled();
}
