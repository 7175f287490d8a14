using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>What a client has been asked, and will answer, or not.</summary>
/// <param name="asking">
/// The turn that the request has left which asks: it has it back before any other request that has come after the
/// answer. Null where none has one.
/// </param>
internal sealed class Question(RequestTurn? asking)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<ReceivedMessage?> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the answer.</summary>
    /// <returns>Whether somebody still waits for it; otherwise it is the caller's to dispose of.</returns>
    public bool TryAnswer(ReceivedMessage answer)
    {
        lock (_lock)
        {
            if (_answer.Task.IsCompleted)
                return false;
            asking?.TryEnter();
            return _answer.TrySetResult(answer);
        }
    }

    /// <summary>There will be no answer.</summary>
    public void GiveUp()
    {
        lock (_lock)
            _answer.TrySetResult(null);
    }

    /// <summary>Waits for the answer, on the thread that asks.</summary>
    /// <param name="patience">For how long; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait; an answer that comes later is dropped then.</param>
    /// <returns>Whether there is an answer, or will be none: the time is not up.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool Wait(TimeSpan? patience, CancellationToken cancellationToken)
    {
        try
        {
            return _answer.Task.Wait(patience ?? Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Waits for the answer.</summary>
    /// <param name="cancellationToken">Ends the wait; an answer that comes later is dropped then.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Nobody waits any more: an answer that has come meanwhile, or will, is dropped.</summary>
    public void Abandon()
    {
        GiveUp();
        _answer.Task.Result?.Content.Dispose();
    }

    /// <summary>Reads the answer that has been waited for.</summary>
    /// <param name="maxPayload">The most bytes that it may unpack to.</param>
    /// <param name="budget">What it may take, unpacked and decoded.</param>
    public RayObject Read(int maxPayload, RayReadBudget budget)
    {
        if (_answer.Task.Result is not { } answer)
            return new RayError("io", "The connection has closed instead of an answer.");
        using var content = answer.Content;
        try
        {
            var header = answer.Arrival.Header;
            var payload = content.Buffer.WrittenSpan;
            if ((header.Flags & FrameFlags.Compressed) == 0)
                return ReplyPayload.Read(payload, header.Version, budget);
            if (FrameCompression.TryReadSize(payload, maxPayload, out var size) == WireStatus.Done
                && !budget.TryCharge(size, sizeof(byte)))
            {
                throw new RayforceFormatException(WireStatus.TooMuchMemory, 0);
            }

            using var unpacked = FrameCompression.Unpack(payload, maxPayload);
            return ReplyPayload.Read(unpacked.WrittenSpan, header.Version, budget);
        }
        catch (RayforceFormatException exception)
        {
            var fault = RequestFault.Describe(exception);
            return new RayError(fault.Code, $"The answer cannot be read: {fault.Message}");
        }
    }
}
