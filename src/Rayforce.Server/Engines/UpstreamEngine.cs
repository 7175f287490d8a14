using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server.Engines;

/// <summary>
/// The gateway: requests go to a Rayforce server over TCP and its replies come back, as bytes. They are decoded only
/// where the server speaks the other wire version.
/// </summary>
public sealed class UpstreamEngine : IRayEngine, ISessionEngine
{
    private readonly Func<RayTcpClient> _client;
    private readonly UpstreamEngineOptions _options;
    private readonly ILogger _logger;
    private readonly ServerMetrics _metrics;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly ConcurrentStack<FrameConnection> _idle = new();
    private readonly ConcurrentDictionary<FrameConnection, bool> _open = new();
    private readonly UpstreamEngine? _readers;
    private readonly CancellationTokenSource _disposing = new();
    private readonly Backoff _backoff = new();
    private Task _pause = Task.CompletedTask;
    private volatile RayforceConnectionException? _failure;

    private int _sessions;

    /// <summary>When the first attempt to connect began that has not been followed by a success; 0 for none.</summary>
    private long _awaySince;

    /// <summary>Makes an engine. It connects when it is asked first.</summary>
    /// <param name="upstream">
    /// The server: <c>rayforce://user:password@host:port</c>, or <c>rayforces</c> for TLS.
    /// </param>
    /// <param name="options">How to talk to it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The URL is none of those.</exception>
    public UpstreamEngine(Uri upstream, UpstreamEngineOptions? options = null)
        : this(Always(new RayTcpClient(upstream, options?.Tcp)), options ?? new UpstreamEngineOptions())
    {
        if (options?.RestrictedUpstream is { } restricted)
            _readers = new UpstreamEngine(restricted, options with { RestrictedUpstream = null, IsRestricted = true });
    }

    /// <summary>Makes an engine whose upstream may be found elsewhere each time it has to be connected to.</summary>
    internal UpstreamEngine(Func<RayTcpClient> client, UpstreamEngineOptions options)
    {
        _client = client;
        _options = options;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Rayforce.Server");
        _metrics = ServerMetrics.Of(options.MeterFactory);
        _slots = new SemaphoreSlim(options.MaxConnections);
    }

    /// <summary>The requests that the upstream has.</summary>
    internal Outstanding Outstanding { get; } = new();

    /// <summary>In which form requests go to the upstream.</summary>
    internal RequestForm Form { get; set; }

    /// <summary>Makes sure that the upstream is there, waiting for it as a request does.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RayforceConnectionException">It cannot be connected to; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default) =>
        GiveBack(await TakeAsync(cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken) =>
        EvaluateAsync(request, reply, static exception => new(exception.Message), cancellationToken);

    /// <summary>Evaluates a request, and lets somebody else say why a connection was lost.</summary>
    internal async ValueTask EvaluateAsync(
        EngineRequest request,
        IBufferWriter<byte> reply,
        Func<RayforceConnectionException, ValueTask<string>> explain,
        CancellationToken cancellationToken)
    {
        if (request.Restricted && !_options.IsRestricted)
        {
            if (_readers is not null)
                await _readers.EvaluateAsync(request, reply, cancellationToken).ConfigureAwait(false);
            else
                UpstreamPayload.WriteRefusal(request, reply);
            return;
        }

        try
        {
            var connection = await TakeAsync(cancellationToken).ConfigureAwait(false);
            var (asking, asked) = Ask(connection, request);
            using var answer = await TakeReplyAsync(connection, asking, asked, cancellationToken).ConfigureAwait(false);
            WriteReply(answer.WrittenSpan, connection, request, reply);
        }
        catch (RayforceConnectionException exception)
        {
            var why = await explain(exception).ConfigureAwait(false);
            ReplyPayload.Write(new RayError(GetCode(exception), why), reply, request.Version);
        }
        catch (RayforceFormatException exception)
        {
            ReplyPayload.Write(RequestFault.Describe(exception), reply, request.Version);
        }
    }

    /// <summary>Closes the connections. Requests under way get the error <c>io</c>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        foreach (var connection in _open.Keys)
            await DropAsync(connection).ConfigureAwait(false);
        if (_readers is not null)
            await _readers.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    IEngineSession? ISessionEngine.TryOpenSession(bool isRestricted) => TryOpenSession(isRestricted);

    /// <summary>Keeps a connection for one client.</summary>
    /// <param name="isRestricted">Whether the client may neither write nor reach the system.</param>
    /// <returns>What evaluates its requests; null where there are as many as there may be.</returns>
    internal IEngineSession? TryOpenSession(bool isRestricted)
    {
        var asked = isRestricted && _readers is not null ? _readers : this;
        if (Interlocked.Increment(ref _sessions) <= _options.MaxOwnConnections)
            return new UpstreamSession(asked._client, asked._options.IsRestricted, asked.Form, asked.Outstanding, EndSession);
        EndSession();
        return null;
    }

    /// <summary>The error of a request whose connection fails.</summary>
    internal static string GetCode(RayforceConnectionException exception) =>
        exception.Reason == ConnectionErrorReason.MessageTooBig ? "limit" : "io";

    private void EndSession() => Interlocked.Decrement(ref _sessions);

    private static Func<RayTcpClient> Always(RayTcpClient client) => () => client;

    private static void WriteReply(
        ReadOnlySpan<byte> payload, FrameConnection connection, EngineRequest request, IBufferWriter<byte> reply)
    {
        try
        {
            UpstreamPayload.WriteReply(payload, connection.Terms.WireVersion, request, reply);
        }
        catch (RayforceFormatException exception)
        {
            throw Unreadable(connection, exception);
        }
    }

    private static RayforceTcpException Unreadable(FrameConnection connection, RayforceFormatException exception) => new(
        ConnectionErrorReason.ProtocolViolation,
        new Uri(connection.Name),
        $"The reply of the upstream {connection.Name} cannot be read: {exception.Message}",
        exception);

    /// <summary>Sends a request over a connection that nobody else uses, so that the reply can be no other's.</summary>
    /// <returns>The payload of the reply, to be given back to the pool.</returns>
    /// <exception cref="RayforceFormatException">The request has to be decoded, and is no object.</exception>
    private (Task<PooledBuffer> Asking, Outstanding.Entry Asked) Ask(FrameConnection connection, EngineRequest request)
    {
        var version = connection.Terms.WireVersion;
        var frame = FrameWriter.Begin();
        try
        {
            UpstreamPayload.WriteRequest(request, version, Form, frame);
        }
        catch
        {
            frame.Dispose();
            GiveBack(connection);
            throw;
        }

        var flags = request.Verbose && version == WireVersion.V3 ? FrameFlags.Verbose : FrameFlags.None;
        var call = new PendingCall<PooledBuffer>(static (payload, _) => payload, abandoned: null);
        var asked = Outstanding.Add(call.Task, UpstreamPayload.GetDigest(Form, frame));
        connection.Ask(frame, flags, call);
        return (call.Task, asked);
    }

    /// <summary>Waits for the reply, and gives its connection back when it is there.</summary>
    private async Task<PooledBuffer> TakeReplyAsync(
        FrameConnection connection,
        Task<PooledBuffer> asking,
        Outstanding.Entry asked,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
            GiveBack(connection);
            return answer;
        }
        catch (OperationCanceledException)
        {
            Outstanding.GiveUp(asked);
            _ = DrainAsync(connection, asking);
            throw;
        }
        catch
        {
            GiveBack(connection);
            throw;
        }
    }

    /// <summary>
    /// Takes the reply that nobody waits for any more, or closes its connection: no other request may get it. Until then
    /// the connection counts as one of those that there may be, as the evaluation goes on.
    /// </summary>
    private async Task DrainAsync(FrameConnection connection, Task<PooledBuffer> asking)
    {
        if (!asking.IsCompleted)
            _metrics.Abandoned.Add(1);
        // The byte that interrupts may come after the reply has gone, and would hit what is asked next.
        var isSpent = connection.CanInterrupt && !asking.IsCompleted;
        try
        {
            if (isSpent)
                await connection.InterruptAsync().WaitAsync(_options.DrainTimeout).ConfigureAwait(false);
            (await asking.WaitAsync(_options.DrainTimeout).ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception) when (exception is TimeoutException or RayforceConnectionException)
        {
            isSpent = true;
        }

        if (isSpent)
            await DropAsync(connection).ConfigureAwait(false);
        GiveBack(connection);
    }

    private static async Task DropAsync(FrameConnection connection)
    {
        connection.Abort();
        await connection.Ended.ConfigureAwait(false);
    }

    /// <summary>Takes a connection that nobody else uses.</summary>
    private async Task<FrameConnection> TakeAsync(CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (_idle.TryPop(out var connection))
            {
                if (connection.IsOpen)
                    return connection;
            }

            return await OpenAsync(asked, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    private void GiveBack(FrameConnection connection)
    {
        if (connection.IsOpen)
            _idle.Push(connection);
        _slots.Release();
    }

    /// <summary>
    /// Connects, again and again until it works or the time is up; one at a time, with pauses that grow.
    /// </summary>
    private async Task<FrameConnection> OpenAsync(long asked, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        limit.CancelAfter(GetTimeLeft(asked));
        try
        {
            await _connecting.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                while (true)
                {
                    if (!_pause.IsCompleted && _failure is { } failure && IsFinal(failure))
                        throw failure;
                    await _pause.WaitAsync(limit.Token).ConfigureAwait(false);
                    if (await TryOpenAsync(limit.Token).ConfigureAwait(false) is { } connection)
                        return connection;
                }
            }
            finally
            {
                _connecting.Release();
            }
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failure ?? Unreachable();
        }
    }

    /// <summary>
    /// How long a request may still wait for an upstream that is away. What it has waited for one that was busy does
    /// not count.
    /// </summary>
    private TimeSpan GetTimeLeft(long asked)
    {
        var awaySince = Interlocked.Read(ref _awaySince);
        if (awaySince == 0 || _options.ReconnectTimeout == Timeout.InfiniteTimeSpan)
            return _options.ReconnectTimeout;
        var left = _options.ReconnectTimeout - Stopwatch.GetElapsedTime(Math.Max(asked, awaySince));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>
    /// Whether the next attempt would end in the same way: other credentials are wanted, or another certificate.
    /// </summary>
    private static bool IsFinal(RayforceConnectionException failure) =>
        failure.InnerException is AuthenticationException;

    /// <returns>The connection; null when another attempt is due after the pause.</returns>
    private async Task<FrameConnection?> TryOpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.CompareExchange(ref _awaySince, Stopwatch.GetTimestamp(), 0);
        try
        {
            var connection = await _client().ConnectFramesAsync(cancellationToken).ConfigureAwait(false);
            _backoff.Reset();
            _failure = null;
            Interlocked.Exchange(ref _awaySince, 0);
            _open.TryAdd(connection, true);
            _ = ForgetAsync(connection);
            _logger.UpstreamConnected(connection.Name, (int)connection.Terms.WireVersion);
            if (_disposing.IsCancellationRequested)
                connection.Abort();
            return connection;
        }
        catch (RayforceConnectionException exception)
        {
            var delay = _backoff.Next();
            _pause = Task.Delay(delay, CancellationToken.None);
            _failure = exception;
            _logger.UpstreamUnreachable(exception.Message, delay);
            return null;
        }
    }

    private async Task ForgetAsync(FrameConnection connection)
    {
        var loss = await connection.Ended.ConfigureAwait(false);
        _open.TryRemove(connection, out _);
        if (!connection.IsAborted)
            _logger.UpstreamLost($"{connection.Name}: {loss.Why.TrimEnd('.')}.");
    }

    private RayforceTcpException Unreachable()
    {
        var endpoint = _client().Uri;
        return new RayforceTcpException(
            ConnectionErrorReason.TimedOut,
            endpoint,
            _disposing.IsCancellationRequested
                ? $"The gateway to the upstream {endpoint} is closed."
                : $"The upstream {endpoint} was not connected to within {_options.ReconnectTimeout}.");
    }
}
