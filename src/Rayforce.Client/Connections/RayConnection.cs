using System.Diagnostics;
using System.Runtime.CompilerServices;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// One open connection to a Rayforce server, whatever carries it: <c>RayforceClient.ConnectAsync(url)</c>,
/// <see cref="RayTcpClient"/> or <c>WSClient</c> makes one. What the network loses stays lost.
/// </summary>
public abstract class RayConnection : IRayConnection
{
    /// <summary>Bytes from which on a reply lies in the memory that it came in.</summary>
    private const int LargeReply = 64 * 1024;

    /// <summary>The most rows of a batch where nobody says.</summary>
    private const int DefaultBatch = 64 * 1024;

    /// <summary>How many batches may be under way or wait here.</summary>
    private const ushort MostBatches = 4;

    private readonly IFrameTransport _transport;
    private readonly FrameConnection _frames;
    private readonly TimeSpan _callTimeout;
    private readonly CallDeadlines _deadlines;
    private readonly Func<RayObject, CancellationToken, ValueTask<RayObject>>? _requestHandler;

    /// <summary>What runs inside the handler finds true here, until the handler has answered.</summary>
    private readonly AsyncLocal<StrongBox<bool>?> _answering = new();

    /// <summary>Takes over a transport on which hands have been shaken, and begins to read.</summary>
    /// <param name="transport">What carries the frames; the connection disposes of it.</param>
    /// <param name="terms">What has been agreed on with the server.</param>
    /// <param name="options">How long to wait, and how much to take.</param>
    protected RayConnection(IFrameTransport transport, ConnectionTerms terms, RayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(options);
        _transport = transport;
        _callTimeout = options.CallTimeout;
        _deadlines = new CallDeadlines(_callTimeout, call => Late(call, _callTimeout));
        _requestHandler = options.RequestHandler;
        _frames = new FrameConnection(
            transport, terms, options, Push, _requestHandler is null ? null : AnswerAsync);
        _ = ForgetAsync();
    }

    /// <inheritdoc/>
    public event EventHandler<RayObject>? Pushed;

    /// <inheritdoc/>
    public bool IsOpen => _frames.IsOpen;

    /// <summary>Whether no calls are taken any more; the opposite of <see cref="IsOpen"/>.</summary>
    public bool IsClosed => !IsOpen;

    /// <inheritdoc/>
    public WireVersion WireVersion => _frames.Terms.WireVersion;

    /// <summary>What has been agreed on with the server.</summary>
    public ConnectionTerms Terms => _frames.Terms;

    /// <summary>Completes when the connection is gone, with why.</summary>
    internal Task<ConnectionLoss> Ended => _frames.Ended;

    /// <summary>The bytes of the frames that have gone either way.</summary>
    internal (long Sent, long Received) Traffic => (_frames.BytesSent, _frames.BytesReceived);

    /// <inheritdoc/>
    public Task<RayObject> ExecuteAsync(RayObject request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, _callTimeout, cancellationToken);

    /// <summary>
    /// Has an object evaluated, and gets a reply that is to be disposed of: its vectors, texts and lists lie in the memory
    /// that the socket has written to, which goes back to a pool then. For large replies that are read and let go; of
    /// <see cref="ExecuteAsync(RayObject, CancellationToken)"/> the collector takes care.
    /// </summary>
    /// <param name="request">The object, or a text such as <c>(til 1000000)</c>.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)" path="/*[self::exception or self::returns]"/>
    public Task<RayReply> ExecuteOwnedAsync(RayObject request, CancellationToken cancellationToken = default) =>
        CallAsync(request, FrameFlags.None, ReadOwned, _callTimeout, cancellationToken);

    /// <inheritdoc/>
    public Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, CancellationToken cancellationToken = default) =>
        ExecuteVerboseAsync(request, _callTimeout, cancellationToken);

    /// <summary>
    /// Asks how a request would be evaluated, which changes nothing. Needs a WebSocket with the subprotocol
    /// <c>rayforce.ipc.2</c> to a server whose engine is the embedded one.
    /// </summary>
    /// <param name="request">The object, or a text such as <c>(select {from: t by: k})</c>.</param>
    /// <param name="cancellationToken">Ends the wait; the connection stays usable.</param>
    /// <returns>A line for each step.</returns>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)" path="/exception"/>
    public async Task<string> ExplainAsync(RayObject request, CancellationToken cancellationToken = default)
    {
        if (!_frames.Terms.IsNumbered)
        {
            throw _transport.CreateException(
                ConnectionErrorReason.NotSupported,
                $"{_transport.Name} explains no requests: it does not speak rayforce.ipc.2 with this connection.");
        }

        var reply = await CallAsync(
            request, FrameFlags.None, ReadReply, _callTimeout, cancellationToken, NoteFlags.Explain)
            .ConfigureAwait(false);
        return reply.As<string>();
    }

    /// <summary>
    /// Has an object evaluated whose result is a table, and gets its rows in batches, in their order. Under the subprotocol
    /// <c>rayforce.ipc.2</c> the first come before the last are computed, where the request allows it, and no more than
    /// a few wait on either side; elsewhere the whole reply is cut here. A batch may take as long as a call.
    /// </summary>
    /// <param name="request">The object, or a text such as <c>(select {from: t})</c>.</param>
    /// <param name="rows">The most rows of a batch; 0 for 65,536.</param>
    /// <param name="cancellationToken">Ends the wait; so does leaving the loop. The server stops then.</param>
    /// <returns>The batches: tables of the same columns. One without rows where the result has none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="RayforceQueryException">
    /// The server answered with an error object, or with something that is no table (<c>type</c>).
    /// </exception>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<RayTable> ExecuteBatchesAsync(
        RayObject request, int rows = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (rows < 0)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "A batch has no fewer than no rows.");
        return _frames.Terms.IsNumbered
            ? ReadBatchesAsync(request, rows, cancellationToken)
            : RayConnectionBatches.CutAsync(this, request, rows == 0 ? DefaultBatch : rows, cancellationToken);
    }

    /// <inheritdoc/>
    public Task PostAsync(RayObject request, CancellationToken cancellationToken = default) =>
        PostAsync(request, _callTimeout, cancellationToken);

    /// <inheritdoc/>
    public Task CloseAsync(CancellationToken cancellationToken = default) =>
        _frames.CloseAsync().WaitAsync(cancellationToken);

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _frames.DisposeAsync();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({(IsOpen ? "open" : "closed")})";

    /// <summary>As the public one, with a time-out of its own.</summary>
    internal Task<RayObject> ExecuteAsync(RayObject request, TimeSpan timeout, CancellationToken cancellationToken) =>
        CallAsync(request, FrameFlags.None, ReadReply, timeout, cancellationToken);

    /// <summary>As the public one, with a time-out of its own.</summary>
    internal async Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_frames.Terms.NoVerbose is { } why)
        {
            throw _transport.CreateException(
                ConnectionErrorReason.NotSupported,
                $"{_transport.Name} takes no verbose requests: {why}. Use ExecuteAsync.");
        }

        var reply = await CallAsync(
            request, FrameFlags.Verbose, ReadReply, timeout, cancellationToken).ConfigureAwait(false);
        return reply is RayList { Count: 2 } list && list[0] is RayString output
            ? new RayVerboseReply(output.Value, list[1])
            : throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation,
                $"{_transport.Name} answered a verbose request with {reply.Type} " +
                "instead of a list of output and result.");
    }

    /// <summary>As the public one, with a time-out of its own.</summary>
    internal async Task PostAsync(RayObject request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var frame = Encode(request, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await _frames.PostAsync(frame, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TimedOut(
                $"A request to {_transport.Name} could not be sent within {timeout}.", mayHaveRun: true);
        }
    }

    private Task<T> CallAsync<T>(
        RayObject request,
        FrameFlags flags,
        Func<PooledBuffer, WireVersion, T> read,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        NoteFlags wishes = NoteFlags.None)
    {
        try
        {
            if (_answering.Value is { Value: true } && !_frames.Terms.IsNumbered)
            {
                throw new InvalidOperationException(
                    $"A handler of requests cannot call over its own connection to {_transport.Name}: calls go one at a " +
                    "time there, and the one before may be waiting for what the handler answers. Use another connection.");
            }

            var frame = Encode(request, cancellationToken);
            var call = new PendingCall<T>(read, _frames.Abandoned, cancellationToken)
            {
                Wishes = new CallWishes(wishes, Credits: 0, Rows: 0, ToMilliseconds(timeout)),
                Activity = _frames.Terms.IsNumbered ? Activity.Current : null,
            };
            call.Limit(timeout == _callTimeout ? _deadlines : null, cancellationToken);
            _frames.Ask(frame, flags, call);
            return timeout == _callTimeout ? call.Task : WithinAsync(call, timeout);
        }
        catch (OperationCanceledException exception)
        {
            return Task.FromCanceled<T>(exception.CancellationToken);
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>Waits for a call that has a time-out of its own.</summary>
    private async Task<T> WithinAsync<T>(PendingCall<T> call, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        using var late = limit.Token.UnsafeRegister(_ => call.Abandon(Late(call, timeout)), null);
        return await call.Task.ConfigureAwait(false);
    }

    private RayforceConnectionException Late(PendingCall call, TimeSpan timeout) => TimedOut(
        $"No reply from {_transport.Name} within {timeout}. The connection stays usable.", mayHaveRun: call.Number != 0);

    /// <summary>What the server is told of the time after which nobody waits; 0 for no end.</summary>
    private static uint ToMilliseconds(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan ? 0 : (uint)Math.Min(Math.Max(timeout.TotalMilliseconds, 1), uint.MaxValue);

    /// <returns>A frame that has been begun, with the request as its payload.</returns>
    private PooledBuffer Encode(RayObject request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsOpen)
            throw _frames.Closed();
        var frame = FrameWriter.Begin();
        try
        {
            RaySerializer.Serialize(request, frame, WireVersion);
            return frame.WrittenCount <= FrameHeader.Size + (long)WireLimits.MaxBufferPayload
                ? frame
                : throw new OverflowException($"It takes {frame.WrittenCount} bytes.");
        }
        catch (OverflowException exception)
        {
            frame.Dispose();
            throw new ArgumentException(
                $"The request does not fit a frame, which holds {WireLimits.MaxBufferPayload} bytes: " +
                $"{exception.Message} Send it in parts.",
                nameof(request),
                exception);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    private static RayObject ReadReply(PooledBuffer payload, WireVersion version)
    {
        // A large reply stays where it is, which the collector finds out about: a copy would take as long as the socket.
        if (payload.WrittenCount >= LargeReply)
            return WithoutError(ReplyPayload.ReadView(payload.WrittenMemory, version));
        using (payload)
            return WithoutError(ReplyPayload.Read(payload.WrittenSpan, version));
    }

    private async IAsyncEnumerable<RayTable> ReadBatchesAsync(
        RayObject request, int rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var frame = Encode(request, cancellationToken);
        var call = new PendingBatches(ReadReply, _frames.Abandoned)
        {
            Wishes = new CallWishes(NoteFlags.None, MostBatches, (uint)rows, Milliseconds: 0),
            Activity = Activity.Current,
        };
        call.Allow(MostBatches);
        try
        {
            _frames.Ask(frame, FrameFlags.None, call);
            var isFirst = true;
            while (await NextBatchAsync(call, cancellationToken).ConfigureAwait(false) is { } part)
            {
                var table = RayConnectionBatches.AsTable(part.Value);
                if (table.RowCount > 0 || isFirst)
                    yield return table;
                isFirst = false;
                if (part.IsLast)
                    continue;
                call.Allow(1);
                await _frames.CreditAsync(call, 1).ConfigureAwait(false);
            }
        }
        finally
        {
            call.Abandon();
        }
    }

    private async Task<ReplyPart?> NextBatchAsync(PendingBatches call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_callTimeout);
        try
        {
            return await call.NextAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TimedOut(
                $"No part of the reply from {_transport.Name} within {_callTimeout}. The connection stays usable.",
                mayHaveRun: true);
        }
    }

    private static RayReply ReadOwned(PooledBuffer payload, WireVersion version)
    {
        var reply = RayReply.Read(payload, version);
        if (reply.Value is not RayError error)
            return reply;
        reply.Dispose();
        throw new RayforceQueryException(error);
    }

    private static RayObject WithoutError(RayObject reply) =>
        reply is RayError error ? throw new RayforceQueryException(error) : reply;

    private async Task ForgetAsync()
    {
        await _frames.Ended.ConfigureAwait(false);
        _deadlines.Dispose();
    }

    private void Push(PooledBuffer payload, WireVersion version)
    {
        using (payload)
            Pushed?.Invoke(this, ReplyPayload.Read(payload.WrittenSpan, version));
    }

    private async Task<RayObject> AnswerAsync(
        PooledBuffer payload, WireVersion version, CancellationToken cancellationToken)
    {
        RayObject request;
        using (payload)
            request = ReplyPayload.Read(payload.WrittenSpan, version);
        // Not on the loop that reads: the handler may block.
        await Task.Yield();
        var isAnswering = new StrongBox<bool>(true);
        _answering.Value = isAnswering;
        try
        {
            return await _requestHandler!(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // What the handler has left running may call again.
            isAnswering.Value = false;
        }
    }

    private RayforceConnectionException TimedOut(string message, bool mayHaveRun)
    {
        var exception = _transport.CreateException(
            ConnectionErrorReason.TimedOut, message, new TimeoutException(message));
        exception.MayHaveRun = mayHaveRun;
        return exception;
    }
}
