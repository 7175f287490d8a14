using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>
/// A request that one client's own connection forwards. Who has asked may give it up; that the upstream is done with it
/// is known all the same.
/// </summary>
/// <param name="abandoned">Told when it is given up.</param>
internal sealed class ForwardedCall(Action<PendingCall>? abandoned) : PendingCall(abandoned)
{
    private readonly TaskCompletionSource<PooledBuffer> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answering = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The payload of the reply, to be given back to the pool; cancelled when it has been given up.</summary>
    public Task<PooledBuffer> Reply => _reply.Task;

    /// <summary>Ends with the reply, or with the connection, whoever waits for it.</summary>
    public Task Answering => _answering.Task;

    public override bool IsAbandoned => _reply.Task.IsCompleted;

    public override void Answer(PooledBuffer payload, WireVersion version)
    {
        if (!_reply.TrySetResult(payload))
            payload.Dispose();
        _answering.TrySetResult();
    }

    public override void Drop() => _answering.TrySetResult();

    public override void Fail(Exception exception)
    {
        _reply.TrySetException(exception);
        _answering.TrySetException(exception);
    }

    protected override bool TryCancel() => _reply.TrySetCanceled();
}
