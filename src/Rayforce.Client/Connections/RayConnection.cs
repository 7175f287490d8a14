using Rayforce.Ipc;
using Rayforce.Queries;

namespace Rayforce.Client;

/// <summary>
/// An open connection to a Rayforce server, over TCP or a WebSocket. Many calls may be in flight on it, from many
/// threads; their replies come in the order in which they were sent. Disposing it closes it.
/// </summary>
public abstract partial class RayConnection : IAsyncDisposable
{
    /// <summary>What a connection holds in readiness for its next frame, in bytes.</summary>
    private const int InitialBuffer = 4096;

    private readonly IFrameTransport _transport;
    private readonly ConnectionTerms _terms;
    private readonly CallQueue _calls = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Action? _abandoned;
    private readonly Task _reading;
    private readonly Lock _closingLock = new();
    private volatile Ending? _ending;
    private Task? _closing;

    private protected RayConnection(IFrameTransport transport, ConnectionTerms terms)
    {
        _transport = transport;
        _terms = terms;
        _abandoned = transport.CanInterrupt ? () => _ = InterruptAsync() : null;
        _reading = ReadAsync();
    }

    /// <summary>
    /// Raised for what the server sends unasked, in the order in which it comes. Without a handler it is dropped. It is
    /// raised by the loop that reads replies, so a handler must not block; an exception in it ends the connection.
    /// </summary>
    public event EventHandler<RayObject>? Pushed;

    /// <summary>
    /// Whether calls are taken. A connection that the network has lost stays open until that is noticed.
    /// </summary>
    public bool IsOpen => !_calls.IsClosed;

    /// <summary>The wire version of the requests; the server answers in the same one.</summary>
    public WireVersion WireVersion => _terms.WireVersion;

    private string Name => _terms.Name;

    /// <summary>Has an expression of Rayfall source evaluated.</summary>
    /// <param name="source">The source, for example <c>(+ 1 2)</c>.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)"/>
    public Task<RayObject> ExecuteAsync(string source, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new RayString(source), cancellationToken);

    /// <summary>
    /// Has an object evaluated: a String as Rayfall source, a list as a call, an unquoted symbol as a name.
    /// </summary>
    /// <param name="request">The object.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>
    /// The result. From a WebSocket server without the subprotocol, rayforce-py's for example, an evaluation error is a
    /// result too: the String <c>code: message</c>.
    /// </returns>
    /// <exception cref="RayforceQueryException">The server answered with an error object.</exception>
    /// <exception cref="RayforceConnectionException">
    /// The connection is closed or fails, or the reply does not come in time.
    /// </exception>
    /// <exception cref="RayforceFormatException">The reply is a frame, but what is in it is no object.</exception>
    /// <exception cref="NotSupportedException">The wire version cannot carry a value in the request.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public Task<RayObject> ExecuteAsync(RayObject request, CancellationToken cancellationToken = default) =>
        CallAsync(request, FrameFlags.None, wantsReply: true, cancellationToken);

    /// <summary>Has a query evaluated, in the form of this connection's wire version.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>The result: a table of a select or join, the table's name of a change in wire version 3.</returns>
    /// <exception cref="NotSupportedException">The wire version has no form for a part of the query.</exception>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)"/>
    public Task<RayObject> ExecuteAsync(RayQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ExecuteAsync(query.ToRayObject(WireVersion), cancellationToken);
    }

    /// <summary>Has a query evaluated whose result is of a known type.</summary>
    /// <typeparam name="T">
    /// <see cref="RayTable"/> or another type of Rayforce, the .NET type of an atom, or an array, see
    /// <see cref="RayObject.As{T}"/>.
    /// </typeparam>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidCastException">The result is of another type; the message names both.</exception>
    /// <exception cref="InvalidOperationException">The result is a null and the type has none.</exception>
    /// <exception cref="OverflowException">The result does not fit the type.</exception>
    /// <inheritdoc cref="ExecuteAsync(RayQuery, CancellationToken)"/>
    public async Task<T> ExecuteAsync<T>(RayQuery query, CancellationToken cancellationToken = default) =>
        (await ExecuteAsync(query, cancellationToken).ConfigureAwait(false)).As<T>();

    /// <summary>Has an object evaluated, a text as source, whose result is of a known type.</summary>
    /// <typeparam name="T">As for a query.</typeparam>
    /// <param name="request">The object.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidCastException">The result is of another type; the message names both.</exception>
    /// <exception cref="InvalidOperationException">The result is a null and the type has none.</exception>
    /// <exception cref="OverflowException">The result does not fit the type.</exception>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)"/>
    public async Task<T> ExecuteAsync<T>(RayObject request, CancellationToken cancellationToken = default) =>
        (await ExecuteAsync(request, cancellationToken).ConfigureAwait(false)).As<T>();

    /// <summary>
    /// Has an object evaluated, and gets what that printed as well. Needs TCP in wire version 3, or the subprotocol
    /// <c>rayforce.ipc</c> on a WebSocket.
    /// </summary>
    /// <param name="request">The object.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)"/>
    public async Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, CancellationToken cancellationToken = default)
    {
        if (_terms.NoVerbose is { } why)
        {
            throw _transport.CreateException(
                ConnectionErrorReason.NotSupported, $"{Name} takes no verbose requests: {why}. Use ExecuteAsync.");
        }

        var reply = await CallAsync(
            request, FrameFlags.Verbose, wantsReply: true, cancellationToken).ConfigureAwait(false);
        return reply is RayList { Count: 2 } list && list[0] is RayString output
            ? new RayVerboseReply(output.Value, list[1])
            : throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation,
                $"{Name} answered a verbose request with {reply.Type} instead of a list of output and result.");
    }

    /// <summary>Has an object evaluated without waiting for the result, which nobody gets to see.</summary>
    /// <param name="request">The object.</param>
    /// <param name="cancellationToken">Ends the wait until the request has been sent.</param>
    /// <returns>When the request has been sent.</returns>
    /// <exception cref="RayforceConnectionException">The connection is closed or fails.</exception>
    /// <exception cref="NotSupportedException">The wire version cannot carry a value in the request.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the request may have been sent.</exception>
    public Task PostAsync(RayObject request, CancellationToken cancellationToken = default) =>
        CallAsync(request, FrameFlags.None, wantsReply: false, cancellationToken);

    /// <summary>Closes the connection. Calls that still wait for a reply fail. Closing twice is closing once.</summary>
    /// <param name="cancellationToken">Ends the wait; the connection closes all the same.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task CloseAsync(CancellationToken cancellationToken = default)
    {
        lock (_closingLock)
            _closing ??= CloseTransportAsync();
        return _closing.WaitAsync(cancellationToken);
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return new ValueTask(CloseAsync());
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({(IsOpen ? "open" : "closed")})";

    private async Task<RayObject> CallAsync(
        RayObject request, FrameFlags flags, bool wantsReply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (_calls.IsClosed)
            throw Closed();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_terms.CallTimeout);
        var call = new PendingCall(_abandoned);
        using var registration = limit.Token.UnsafeRegister(static call => ((PendingCall)call!).Abandon(), call);
        // Sending is not awaited: a caller that gives up leaves at once, while a frame that has been begun is sent to
        // its end.
        _ = SendAsync(Encode(request, flags, wantsReply), call, wantsReply, limit.Token);
        try
        {
            return await call.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var message = $"No reply from {Name} within {_terms.CallTimeout}. The connection stays usable.";
            throw _transport.CreateException(ConnectionErrorReason.TimedOut, message, new TimeoutException(message));
        }
    }

    private PooledBuffer Encode(RayObject request, FrameFlags flags, bool wantsReply)
    {
        var frame = FramePacker.Begin();
        try
        {
            RaySerializer.Serialize(request, frame, _terms.WireVersion);
            var type = _terms.IsTyped && wantsReply ? MessageType.Sync : MessageType.Async;
            return FramePacker.Complete(frame, new FrameHeader(_terms.WireVersion, flags, type, 0), _terms.PackAbove);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    /// <summary>Sends a frame when its turn has come. What goes wrong goes to the call.</summary>
    private async Task SendAsync(
        PooledBuffer frame, PendingCall call, bool wantsReply, CancellationToken cancellationToken)
    {
        using var sent = frame;
        try
        {
            await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            if (!TryTakePlace(call, wantsReply))
            {
                call.TrySetException(Closed());
                return;
            }

            await _transport.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
            if (!wantsReply)
                call.TrySetResult(RayNull.Instance);
        }
        catch (Exception exception)
        {
            Fail(new Ending(ConnectionErrorReason.Closed, $"sending failed: {exception.Message}", exception));
            call.TrySetException(Closed());
            _transport.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    private bool TryTakePlace(PendingCall call, bool wantsReply)
    {
        if (wantsReply)
            return _calls.TryAdd(call);
        // Where frames do not say what they are everything is answered; a reply that nobody wants needs a place all
        // the same.
        return _terms.IsTyped ? _calls.TryPost() : _calls.TryAdd(PendingCall.CreateAbandoned());
    }

    /// <summary>Has the server stop evaluating what nobody waits for any more.</summary>
    private async Task InterruptAsync()
    {
        // Nothing is sent meanwhile: the interruption comes behind every request in the queue, and before every later
        // one. Later ones are those that were asked for after the call was given up.
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_calls.TryInterrupt())
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
        Fail(new Ending(ConnectionErrorReason.Closed, "this side closed it"));
        await SendCloseAsync().ConfigureAwait(false);
        try
        {
            await _reading.WaitAsync(_terms.CloseTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A peer that does not answer a close is left behind.
            _transport.Abort();
        }

        await _reading.ConfigureAwait(false);
        _transport.Dispose();
    }

    private async Task SendCloseAsync()
    {
        using var limit = new CancellationTokenSource(_terms.CloseTimeout);
        try
        {
            await _sending.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                await _transport.SendCloseAsync(limit.Token).ConfigureAwait(false);
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

    private void Fail(Ending ending)
    {
        Interlocked.CompareExchange(ref _ending, ending, null);
        foreach (var call in _calls.Close() ?? [])
            call.TrySetException(Lost());
    }

    /// <summary>What a call gets that comes too late.</summary>
    private RayforceConnectionException Closed() => Ended("Cannot execute on closed connection to");

    /// <summary>What a call gets that was waiting for its reply.</summary>
    private RayforceConnectionException Lost() => Ended("No reply will come over the connection to");

    private RayforceConnectionException Ended(string what) => _ending is { } ending
        ? _transport.CreateException(
            ending.Reason, $"{what} {Name}: {ending.Why.TrimEnd('.')}. Connect again.", ending.Cause)
        : _transport.CreateException(ConnectionErrorReason.Closed, $"{what} {Name}. Connect again.");

    /// <summary>Why the connection has ended.</summary>
    private sealed record Ending(ConnectionErrorReason Reason, string Why, Exception? Cause = null);
}
