using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// The core of every connection to a server: frames go out one after another, replies reach the calls that they belong
/// to, and a loss is told to everybody who waits. Payloads stay bytes here; who calls knows what they mean.
/// </summary>
internal sealed partial class FrameConnection : IAsyncDisposable
{
    private readonly IFrameTransport _transport;
    private readonly TimeSpan _closeTimeout;
    private readonly int _maxPayload;
    private readonly Action<PooledBuffer, WireVersion>? _pushed;
    private readonly Func<PooledBuffer, WireVersion, CancellationToken, Task<RayObject>>? _asked;
    private readonly bool _forwards;
    private readonly CancellationTokenSource _ending = new();
    private readonly CallQueue _calls;
    private readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>
    /// Where this side answers the server's requests, the right to ask: a call has it until its reply has come. A server
    /// that waits for an answer replies to what it is asked meanwhile before it replies to the call that made it wait,
    /// and replies do not tell which call they are of. Null where calls need not wait for each other.
    /// </summary>
    private readonly SemaphoreSlim? _turn;

    private readonly Lock _closingLock = new();
    private long _bytesSent;
    private long _bytesReceived;
    private volatile ConnectionLoss? _loss;
    private Task? _closing;

    /// <summary>Begins to read.</summary>
    /// <param name="transport">What carries the frames; the connection disposes of it.</param>
    /// <param name="terms">What has been agreed on with the server.</param>
    /// <param name="options">This side's own limits.</param>
    /// <param name="pushed">
    /// Takes the payload of what the server sends unasked, unpacked, and gives it back to the pool; null drops it.
    /// </param>
    /// <param name="asked">
    /// Answers a request of the server's, whose payload it gives back to the pool; null refuses it. With it, one call
    /// is sent at a time.
    /// </param>
    /// <param name="forwards">
    /// Whether replies are handed on to others, of whom none may get what is not his: a reply that nobody has asked for,
    /// or that does not unpack, ends the connection then; elsewhere it is dropped, or its caller's trouble alone.
    /// </param>
    public FrameConnection(
        IFrameTransport transport,
        ConnectionTerms terms,
        RayConnectionOptions options,
        Action<PooledBuffer, WireVersion>? pushed = null,
        Func<PooledBuffer, WireVersion, CancellationToken, Task<RayObject>>? asked = null,
        bool forwards = false)
    {
        _transport = transport;
        _closeTimeout = options.CloseTimeout;
        _maxPayload = options.MaxMessageSize - FrameHeader.Size;
        _pushed = pushed;
        _asked = asked;
        _forwards = forwards;
        _turn = asked is not null && terms is { ServerAsks: true, IsNumbered: false } ? new SemaphoreSlim(1, 1) : null;
        _calls = new CallQueue(terms.IsNumbered);
        Terms = terms;
        Abandoned = terms.IsNumbered ? Cancel
            : transport.CanInterrupt ? Interrupt
            : null;
        Ended = ReadAsync();
    }

    /// <summary>What has been agreed on with the server.</summary>
    public ConnectionTerms Terms { get; }

    /// <summary>What messages call the server.</summary>
    public string Name => _transport.Name;

    /// <summary>Whether calls are taken.</summary>
    public bool IsOpen => !_calls.IsClosed;

    /// <summary>The bytes of the frames that have been sent.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>The bytes of the frames that have come.</summary>
    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    /// <summary>Whether it was this side that dropped the connection.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Whether <see cref="InterruptAsync()"/> may reach the server.</summary>
    public bool CanInterrupt => _transport.CanInterrupt;

    /// <summary>
    /// What a call tells when it is given up, where the server can be asked to stop evaluating; null elsewhere.
    /// </summary>
    public Action<PendingCall>? Abandoned { get; }

    /// <summary>Completes when the connection is gone, with why.</summary>
    public Task<ConnectionLoss> Ended { get; }

    /// <summary>
    /// Sends a request that wants a reply, when its turn has come. What goes wrong goes to the call; one that gives up
    /// before its turn is not sent, while a frame that has been begun is sent to its end.
    /// </summary>
    /// <param name="frame">The frame, begun and with its payload; it is given back to the pool.</param>
    /// <param name="flags">The flags of its header.</param>
    /// <param name="call">Who waits for the reply.</param>
    public void Ask(PooledBuffer frame, FrameFlags flags, PendingCall call)
    {
        try
        {
            // Packing comes before the turn, so that nobody waits for it.
            var type = Terms.IsTyped ? MessageType.Sync : MessageType.Async;
            frame = FrameWriter.Complete(frame, new FrameHeader(Terms.WireVersion, flags, type, 0), Terms.PackAbove);
        }
        catch (Exception exception)
        {
            // Whatever it is: nobody may be left waiting.
            frame.Dispose();
            call.Fail(exception);
            return;
        }

        var outgoing = new Outgoing(frame, call, Sent: null, Cancellation: default);
        if (_turn is null)
            Send(outgoing);
        else
            _ = SendInTurnAsync(outgoing, _turn, call.GivenUp);
    }

    /// <summary>Sends a request that wants no reply, when its turn has come.</summary>
    /// <param name="frame">The frame, begun and with its payload; it is given back to the pool.</param>
    /// <param name="cancellationToken">Drops a request whose turn has not come.</param>
    /// <exception cref="RayforceConnectionException">The connection is closed or fails.</exception>
    /// <exception cref="OperationCanceledException">The request was dropped.</exception>
    public Task PostAsync(PooledBuffer frame, CancellationToken cancellationToken)
    {
        try
        {
            frame = FrameWriter.Complete(
                frame, new FrameHeader(Terms.WireVersion, FrameFlags.None, MessageType.Async, 0), Terms.PackAbove);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new Outgoing(frame, Call: null, sent, cancellationToken));
        return sent.Task;
    }

    /// <summary>
    /// Asks the server to stop evaluating. The byte may come late and hit what is asked next: ask nothing next.
    /// </summary>
    public Task InterruptAsync() => InterruptAsync(onlyAbandoned: false);

    /// <summary>Closes the connection. Calls that still wait for a reply fail. Closing twice is closing once.</summary>
    public Task CloseAsync()
    {
        lock (_closingLock)
            return _closing ??= CloseTransportAsync();
    }

    /// <summary>Drops the connection without a word; what is under way fails.</summary>
    public void Abort()
    {
        IsAborted = true;
        Fail(new ConnectionLoss(ConnectionErrorReason.Closed, "this side closed it"));
        _transport.Abort();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(CloseAsync());

    /// <summary>What a call gets that comes too late.</summary>
    public RayforceConnectionException Closed() => Describe(_transport.ClosedText);

    /// <summary>What a call gets that was waiting for its reply.</summary>
    private RayforceConnectionException Lost() =>
        Describe("No reply will come over the connection to", mayHaveRun: true);

    private async Task SendInTurnAsync(Outgoing outgoing, SemaphoreSlim turn, CancellationToken givenUp)
    {
        try
        {
            await turn.WaitAsync(givenUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            outgoing.End(failure: null);
            return;
        }

        Send(outgoing);
    }

    /// <summary>Lets the server send more parts of a reply.</summary>
    /// <param name="call">Whose reply.</param>
    /// <param name="credits">How many more.</param>
    public Task CreditAsync(PendingCall call, int credits) =>
        SendNoteAsync(call, new MessageNote(NoteKind.Credit, (uint)call.Number) { Credits = (ushort)credits });

    private void Cancel(PendingCall call) =>
        _ = SendNoteAsync(call, new MessageNote(NoteKind.Cancel, (uint)call.Number));

    private void Interrupt(PendingCall call) => _ = InterruptAsync(onlyAbandoned: true);

    /// <summary>Sends a note alone, unless its request has not been sent or its last reply has come.</summary>
    private async Task SendNoteAsync(PendingCall call, MessageNote note)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            // A call that was given up before its turn has no number, and one that comes to its turn then is not sent.
            if (call.Number == 0 || _calls.Find((uint)call.Number, isLast: false) != call)
                return;
            using var message = new PooledBuffer(MessageNote.Size);
            (note with { Number = (uint)call.Number }).Write(message);
            await _transport.SendAsync(message.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            // The loop that reads finds out too, and it is the one to say so.
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task InterruptAsync(bool onlyAbandoned)
    {
        // Nothing is sent meanwhile: the interruption comes behind every request in the queue, and before every later
        // one. Later ones are those that were asked for after the call was given up.
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!onlyAbandoned || _calls.TryInterrupt())
                await _transport.InterruptAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            // The loop that reads finds out too, and it is the one to say so.
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task CloseTransportAsync()
    {
        Fail(new ConnectionLoss(ConnectionErrorReason.Closed, "this side closed it"));
        using var limit = new CancellationTokenSource(_closeTimeout);
        await SendCloseAsync(limit.Token).ConfigureAwait(false);
        try
        {
            await Ended.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A peer that does not answer a close is left behind, and so is a reply that is being decoded: the loop that
            // reads ends by itself, and lets go of what it holds.
            _transport.Abort();
        }
    }

    private async Task SendCloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await _transport.SendCloseAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            _transport.Abort();
        }
    }

    private void Fail(ConnectionLoss loss)
    {
        Interlocked.CompareExchange(ref _loss, loss, null);
        foreach (var call in _calls.Close() ?? [])
        {
            call.Fail(Lost());
            _turn?.Release();
        }
    }

    private RayforceConnectionException Describe(string what, bool mayHaveRun = false)
    {
        var exception = _loss is { } loss
            ? _transport.CreateException(
                loss.Reason, $"{what} {Name}: {loss.Why.TrimEnd('.')}. Connect again.", loss.Cause)
            : _transport.CreateException(ConnectionErrorReason.Closed, $"{what} {Name}. Connect again.");
        exception.MayHaveRun = mayHaveRun;
        return exception;
    }
}
