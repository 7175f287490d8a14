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
    private PooledBuffer? _payload;
    private Exception? _failure;

    /// <summary>The payload of the reply, to be given back to the pool; cancelled when it has been given up.</summary>
    public Task<PooledBuffer> Reply => _reply.Task;

    /// <summary>Ends with the reply, or with the connection, whoever waits for it.</summary>
    public Task Answering => _answering.Task;

    public override void Answer(PooledBuffer payload, WireVersion version)
    {
        if (TryEnd())
            _payload = payload;
        else
            payload.Dispose();
        _answering.TrySetResult();
    }

    public override void Complete()
    {
        if (_payload is not null)
            _reply.TrySetResult(_payload);
        else if (_failure is not null)
            _reply.TrySetException(_failure);
    }

    public override void Drop(Exception? failure)
    {
        if (failure is null)
            _answering.TrySetResult();
        else
            _answering.TrySetException(failure);
    }

    protected override void SetFailure(Exception? exception)
    {
        _failure = exception ?? new OperationCanceledException();
        if (exception is not null)
            _answering.TrySetException(exception);
    }
}
