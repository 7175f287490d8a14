using System.Buffers;
using Rayforce.Native.Interop;

namespace Rayforce.Native;

/// <summary>One request on its way through the runtime.</summary>
/// <param name="core">The library.</param>
/// <param name="request">The request, in the library's own wire version.</param>
/// <param name="output">Where the reply's payload goes.</param>
internal sealed class EvaluationWork(NativeCore core, RayNativeRequest request, IBufferWriter<byte> output)
    : RuntimeWork
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guards the state, so that only a request that runs is ever interrupted, and so that neither the payload nor the
    // output is touched once whoever waits has been let go.
    private readonly Lock _gate = new();
    private State _state;

    private enum State
    {
        Queued,
        Running,
        Done,
    }

    /// <summary>Ends when the reply is written, or with what kept it from being written.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Whether it is being evaluated.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate)
                return _state == State.Running;
        }
    }

    public override void Run()
    {
        try
        {
            nint frame;
            lock (_gate)
            {
                if (_state != State.Queued)
                    return;
                _state = State.Running;
                // An interrupt of the request before this one may have come after its evaluation had ended.
                core.ClearInterrupt();
                frame = core.NewFrame(request.Payload.Span);
            }

            Finish(NativeReply.Evaluate(core, frame, request.Verbose, request.Restricted));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public override void Abort(Exception reason)
    {
        lock (_gate)
        {
            if (_state == State.Done)
                return;
            if (_state == State.Running)
                core.RequestInterrupt();
            _state = State.Done;
            _completion.TrySetException(reason);
        }
    }

    /// <summary>Gives the request up for a caller who has cancelled it.</summary>
    public void Cancel(CancellationToken cancellationToken) => Abort(new OperationCanceledException(cancellationToken));

    private void Finish(NativeReply reply)
    {
        try
        {
            lock (_gate)
            {
                if (_state != State.Running)
                    return;
                _state = State.Done;
                reply.WriteTo(output);
            }

            _completion.TrySetResult();
        }
        finally
        {
            reply.Release();
        }
    }

    /// <summary>The output is the caller's, and so is what it throws.</summary>
    private void Fail(Exception exception)
    {
        lock (_gate)
            _state = State.Done;
        _completion.TrySetException(exception);
    }
}
