using System.Net.WebSockets;
using Rayforce.Ipc;

namespace Rayforce.WebSocket;

/// <summary>
/// An open connection to a Rayforce server. Many calls may be in flight on it, from many threads; their replies come in
/// the order in which they were sent. Disposing it closes it.
/// </summary>
public sealed class WSClientConnection : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly Uri _endpoint;
    private readonly string _name;
    private readonly WSClientOptions _options;
    private readonly bool _hasSubprotocol;
    private readonly int? _packAbove;
    private readonly CallQueue _calls = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Task _reading;
    private readonly Lock _closingLock = new();
    private volatile Ending? _ending;
    private Task? _closing;

    internal WSClientConnection(ClientWebSocket socket, Uri endpoint, string name, WSClientOptions options)
    {
        _socket = socket;
        _endpoint = endpoint;
        _name = name;
        _options = options;
        _hasSubprotocol = socket.SubProtocol == Subprotocol.Name;
        _packAbove =
            _hasSubprotocol && (options.Compression ?? !endpoint.IsLoopback) ? options.CompressionThreshold : null;
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

    /// <summary>
    /// Whether the server speaks the subprotocol <c>rayforce.ipc</c>: error objects, pushes, verbose requests.
    /// </summary>
    public bool HasSubprotocol => _hasSubprotocol;

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
    /// The result. From a server without the subprotocol, rayforce-py's for example, an evaluation error is a result
    /// too: the String <c>code: message</c>.
    /// </returns>
    /// <exception cref="RayforceQueryException">The server answered with an error object.</exception>
    /// <exception cref="RayforceWSException">
    /// The connection is closed or fails, or the reply does not come in time.
    /// </exception>
    /// <exception cref="RayforceFormatException">The reply is a frame, but what is in it is no object.</exception>
    /// <exception cref="NotSupportedException">The wire version cannot carry a value in the request.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public Task<RayObject> ExecuteAsync(RayObject request, CancellationToken cancellationToken = default) =>
        CallAsync(request, FrameFlags.None, wantsReply: true, cancellationToken);

    /// <summary>Has an object evaluated, and gets what that printed as well. Needs the subprotocol.</summary>
    /// <param name="request">The object.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)"/>
    public async Task<WSVerboseReply> ExecuteVerboseAsync(
        RayObject request, CancellationToken cancellationToken = default)
    {
        if (!_hasSubprotocol)
        {
            throw new RayforceWSException(
                WSErrorReason.NotSupported,
                _endpoint,
                $"{_name} does not speak {Subprotocol.Name}, which verbose requests need; use ExecuteAsync.");
        }

        var reply =
            await CallAsync(request, FrameFlags.Verbose, wantsReply: true, cancellationToken).ConfigureAwait(false);
        return reply is RayList { Count: 2 } list && list[0] is RayString output
            ? new WSVerboseReply(output.Value, list[1])
            : throw new RayforceWSException(
                WSErrorReason.ProtocolViolation,
                _endpoint,
                $"{_name} answered a verbose request with {reply.Type} instead of a list of output and result.");
    }

    /// <summary>Has an object evaluated without waiting for the result, which nobody gets to see.</summary>
    /// <param name="request">The object.</param>
    /// <param name="cancellationToken">Ends the wait until the request has been sent.</param>
    /// <returns>When the request has been sent.</returns>
    /// <exception cref="RayforceWSException">The connection is closed or fails.</exception>
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
            _closing ??= CloseSocketAsync();
        return _closing.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(CloseAsync());

    /// <inheritdoc/>
    public override string ToString() => $"WSClientConnection({(IsOpen ? "open" : "closed")})";

    private async Task<RayObject> CallAsync(
        RayObject request, FrameFlags flags, bool wantsReply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (_calls.IsClosed)
            throw Closed();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.CallTimeout);
        var call = new PendingCall();
        using var registration = limit.Token.UnsafeRegister(static call => ((PendingCall)call!).TrySetCanceled(), call);
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
            var message = $"No reply from {_name} within {_options.CallTimeout}. The connection stays usable.";
            throw new RayforceWSException(WSErrorReason.TimedOut, _endpoint, message, new TimeoutException(message));
        }
    }

    private PooledBuffer Encode(RayObject request, FrameFlags flags, bool wantsReply)
    {
        var frame = FramePacker.Begin();
        try
        {
            RaySerializer.Serialize(request, frame, _options.WireVersion);
            var type = _hasSubprotocol && wantsReply ? MessageType.Sync : MessageType.Async;
            return FramePacker.Complete(frame, new FrameHeader(_options.WireVersion, flags, type, 0), _packAbove);
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
            // Without the subprotocol everything is answered; a reply that nobody wants needs a place in the queue all
            // the same.
            var place = wantsReply ? call : PendingCall.Abandoned();
            if ((wantsReply || !_hasSubprotocol) ? !_calls.TryAdd(place) : _calls.IsClosed)
            {
                call.TrySetException(Closed());
                return;
            }

            await _socket.SendAsync(
                frame.WrittenMemory, WebSocketMessageType.Binary, true, CancellationToken.None).ConfigureAwait(false);
            if (!wantsReply)
                call.TrySetResult(RayNull.Instance);
        }
        catch (Exception exception)
        {
            Fail(new Ending(WSErrorReason.Closed, $"sending failed: {exception.Message}", exception));
            call.TrySetException(Closed());
            _socket.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReadMessageAsync().ConfigureAwait(false))
            {
            }

            var said = _socket.CloseStatusDescription is { Length: > 0 } text ? $", {text}" : "";
            Fail(new Ending(WSErrorReason.Closed, $"the server closed it ({_socket.CloseStatus}{said})"));
            await AnswerCloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsSocketFailure(exception))
        {
            Fail(new Ending(WSErrorReason.Closed, $"it was lost: {exception.Message}", exception));
            _socket.Abort();
        }
        catch (Exception exception)
        {
            // Whatever it is, a handler of pushes included: the connection must not live on without its reader.
            Fail(exception is RayforceWSException known
                ? new Ending(known.Reason, known.Message)
                : new Ending(WSErrorReason.ProtocolViolation, $"reading failed: {exception.Message}", exception));
            _socket.Abort();
        }
    }

    /// <returns>Whether there is more to come.</returns>
    private async Task<bool> ReadMessageAsync()
    {
        using var message = new PooledBuffer(MessageReceiver.InitialSize);
        var kind = await MessageReceiver.ReceiveAsync(
            _socket, message, _options.MaxMessageSize, CancellationToken.None).ConfigureAwait(false);
        switch (kind)
        {
            case MessageKind.Binary:
                Deliver(message.WrittenSpan);
                return true;
            case MessageKind.Close:
                return false;
            case MessageKind.TooBig:
                throw new RayforceWSException(
                    WSErrorReason.MessageTooBig,
                    _endpoint,
                    $"a message is larger than {_options.MaxMessageSize} bytes; raise MaxMessageSize or ask for less");
            default:
                throw Violation("a text message came, where only binary ones have a place");
        }
    }

    private void Deliver(ReadOnlySpan<byte> message)
    {
        FrameHeader header;
        try
        {
            header = FramePacker.ReadHeader(message);
        }
        catch (RayforceFormatException exception)
        {
            throw Violation($"a message is no frame: {exception.Message}");
        }

        var payload = message.Slice(FrameHeader.Size);
        if (_hasSubprotocol && header.MessageType == MessageType.Async)
            Pushed?.Invoke(this, Decode(header, payload));
        else if (_hasSubprotocol && header.MessageType != MessageType.Response)
            throw Violation($"a frame of message type {(int)header.MessageType} came, which a server does not send");
        else
            Answer(header, payload);
    }

    private void Answer(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (_calls.Take() is not { IsAbandoned: false } call)
            return;
        try
        {
            var reply = Decode(header, payload);
            if (reply is RayError error)
                call.TrySetException(new RayforceQueryException(error));
            else
                call.TrySetResult(reply);
        }
        catch (RayforceFormatException exception)
        {
            call.TrySetException(exception);
        }
    }

    private RayObject Decode(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!_hasSubprotocol || (header.Flags & FrameFlags.Compressed) == 0)
            return ReplyPayload.Read(payload, header.Version);
        using var unpacked = FramePacker.Unpack(payload, _options.MaxMessageSize);
        return ReplyPayload.Read(unpacked.WrittenSpan, header.Version);
    }

    private async Task CloseSocketAsync()
    {
        Fail(new Ending(WSErrorReason.Closed, "this side closed it"));
        using var limit = new CancellationTokenSource(_options.CloseTimeout);
        try
        {
            await _sending.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                if (_socket.State is WebSocketState.Open)
                    await _socket.CloseOutputAsync(
                        WebSocketCloseStatus.NormalClosure, null, limit.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }

            await _reading.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException || IsSocketFailure(exception))
        {
            // A peer that does not answer a close is left behind.
            _socket.Abort();
        }

        await _reading.ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task AnswerCloseAsync()
    {
        using var limit = new CancellationTokenSource(_options.CloseTimeout);
        await _sending.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_socket.State is WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(
                    WebSocketCloseStatus.NormalClosure, null, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _socket.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    private void Fail(Ending ending)
    {
        Interlocked.CompareExchange(ref _ending, ending, null);
        foreach (var call in _calls.Close() ?? [])
            call.TrySetException(Lost());
    }

    /// <summary>What a call gets that comes too late.</summary>
    private RayforceWSException Closed() => Ended("Cannot execute on closed connection to");

    /// <summary>What a call gets that was waiting for its reply.</summary>
    private RayforceWSException Lost() => Ended("No reply will come over the connection to");

    private RayforceWSException Ended(string what) => _ending is { } ending
        ? new(ending.Reason, _endpoint, $"{what} {_name}: {ending.Why}. Connect again.", ending.Cause)
        : new(WSErrorReason.Closed, _endpoint, $"{what} {_name}. Connect again.");

    private RayforceWSException Violation(string why) => new(WSErrorReason.ProtocolViolation, _endpoint, why);

    private static bool IsSocketFailure(Exception exception) =>
        exception is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException
            or OperationCanceledException;

    /// <summary>Why the connection has ended.</summary>
    private sealed record Ending(WSErrorReason Reason, string Why, Exception? Cause = null);
}
