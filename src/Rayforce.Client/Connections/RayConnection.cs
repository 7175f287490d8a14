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

    private readonly IFrameTransport _transport;
    private readonly FrameConnection _frames;
    private readonly TimeSpan _callTimeout;
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
        _requestHandler = options.RequestHandler;
        _frames = new FrameConnection(
            transport, terms, options, Push, _requestHandler is null ? null : AnswerAsync);
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
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)"/>
    public Task<RayReply> ExecuteOwnedAsync(RayObject request, CancellationToken cancellationToken = default) =>
        CallAsync(request, FrameFlags.None, ReadOwned, _callTimeout, cancellationToken);

    /// <inheritdoc/>
    public Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, CancellationToken cancellationToken = default) =>
        ExecuteVerboseAsync(request, _callTimeout, cancellationToken);

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

    private async Task<T> CallAsync<T>(
        RayObject request,
        FrameFlags flags,
        Func<PooledBuffer, WireVersion, T> read,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        if (_answering.Value is { Value: true })
        {
            throw new InvalidOperationException(
                $"A handler of requests cannot call over its own connection to {_transport.Name}: calls go one at a " +
                "time there, and the one before may be waiting for what the handler answers. Use another connection.");
        }

        var frame = Encode(request, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var call = new PendingCall<T>(read, _frames.Abandoned);
        using var registration = limit.Token.UnsafeRegister(static call => ((PendingCall)call!).Abandon(), call);
        _ = _frames.AskAsync(frame, flags, call, limit.Token);
        try
        {
            return await call.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TimedOut(
                $"No reply from {_transport.Name} within {timeout}. The connection stays usable.",
                mayHaveRun: call.Number != 0);
        }
    }

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
