using System.Buffers;
using Rayforce.Native.Interop;

namespace Rayforce.Native;

/// <summary>One request on its way through the runtime.</summary>
/// <param name="core">The library.</param>
/// <param name="request">The request, in the library's own wire version.</param>
/// <param name="output">Where the reply's payload goes.</param>
/// <param name="interrupts">Whether to interrupt it when it is given up.</param>
internal sealed class EvaluationWork(
    NativeCore core, RayNativeRequest request, IBufferWriter<byte> output, bool interrupts) : RuntimeWork
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guards the state, so that only a request that runs is ever interrupted, and so that neither the payload nor the
    // output is touched once whoever waits has been let go.
    private readonly Lock _gate = new();
    private State _state;
    private long? _abandoned;

    private enum State
    {
        Queued,
        Running,
        Evaluated,
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

    /// <summary>How long ago it was given up while it ran; null where it was not, or has ended.</summary>
    public TimeSpan? AbandonedFor
    {
        get
        {
            lock (_gate)
            {
                return _abandoned is { } since
                    ? TimeSpan.FromMilliseconds(Environment.TickCount64 - since)
                    : null;
            }
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
                frame = core.NewFrame(request.Payload.Span);
            }

            if (NativeReply.Evaluate(core, frame, request.Verbose, request.Restricted, EndEvaluation) is { } reply)
                Finish(reply);
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
            {
                NativeMetrics.Abandoned.Add(1);
                _abandoned = Environment.TickCount64;
                if (interrupts)
                    core.RequestInterrupt();
            }

            _state = State.Done;
            _completion.TrySetException(reason);
        }
    }

    /// <summary>Gives the request up for a caller who has cancelled it.</summary>
    public void Cancel(CancellationToken cancellationToken) => Abort(new OperationCanceledException(cancellationToken));

    /// <summary>
    /// Takes an interrupt back that came too late: it would hit what the runtime does next. What one has hit may be
    /// memory that nothing was written to; it was given up, and nobody looks at it.
    /// </summary>
    /// <returns>Whether somebody still waits for the result.</returns>
    private bool EndEvaluation()
    {
        lock (_gate)
        {
            if (interrupts)
                core.ClearInterrupt();
            if (_state == State.Running)
                _state = State.Evaluated;
            return _state == State.Evaluated;
        }
    }

    private void Finish(NativeReply reply)
    {
        try
        {
            lock (_gate)
            {
                // A request that cannot be decoded has a reply and no evaluation.
                if (!EndEvaluation())
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
        {
            EndEvaluation();
            _state = State.Done;
        }

        _completion.TrySetException(exception);
    }
}
