using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>
/// A connection to an upstream with one request under way at most, so that a reply cannot belong to another. It reads
/// all the time: an upstream that goes is noticed while nothing is asked, too.
/// </summary>
internal sealed class UpstreamConnection : IDisposable
{
    /// <summary>What a connection holds in readiness for its next reply, in bytes.</summary>
    private const int InitialBuffer = 4096;

    private readonly TcpTransport _transport;
    private readonly ConnectionTerms _terms;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private TaskCompletionSource<PooledBuffer>? _pending;
    private volatile RayforceConnectionException? _loss;
    private volatile bool _isDropped;

    public UpstreamConnection(TcpTransport transport, ConnectionTerms terms)
    {
        _transport = transport;
        _terms = terms;
        Ended = ReadAsync();
    }

    /// <summary>Whether requests are taken.</summary>
    public bool IsOpen => _loss is null;

    /// <summary>Completes when the connection is gone, with why.</summary>
    public Task<RayforceConnectionException> Ended { get; }

    /// <summary>Whether it was this side that dropped the connection.</summary>
    public bool IsDropped => _isDropped;

    /// <summary>The upstream's URL without credentials.</summary>
    public string Name => _terms.Name;

    /// <summary>The wire version of requests and replies.</summary>
    public WireVersion Version => _terms.WireVersion;

    /// <summary>Whether <see cref="InterruptAsync"/> may reach the upstream.</summary>
    public bool CanInterrupt => _transport.CanInterrupt;

    /// <summary>Sends a request. There must be no other under way.</summary>
    /// <param name="frame">The frame, begun and with its payload; it is given back to the pool.</param>
    /// <param name="flags">The flags of its header.</param>
    /// <returns>The payload of the reply, unpacked, to be given back to the pool.</returns>
    /// <exception cref="RayforceConnectionException">The connection is lost, and with it the reply.</exception>
    public async Task<PooledBuffer> AskAsync(PooledBuffer frame, FrameFlags flags)
    {
        var reply = new TaskCompletionSource<PooledBuffer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _pending, reply);
        // The loop that reads notes the loss first and looks for somebody to tell afterwards; here it is the other
        // way round.
        if (_loss is { } loss)
        {
            frame.Dispose();
            throw loss;
        }

        await SendAsync(frame, new FrameHeader(Version, flags, MessageType.Sync, 0)).ConfigureAwait(false);
        return await reply.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// Asks the upstream to stop evaluating. The byte may come late and hit what is asked next: ask nothing next.
    /// </summary>
    public async Task InterruptAsync()
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
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

    /// <summary>Drops the connection; what is under way fails.</summary>
    public void Dispose()
    {
        _isDropped = true;
        _transport.Abort();
    }

    private async Task SendAsync(PooledBuffer frame, FrameHeader header)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            frame = FramePacker.Complete(frame, header, _terms.PackAbove);
            await _transport.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            _transport.Abort();
        }
        finally
        {
            frame.Dispose();
            _sending.Release();
        }
    }

    private async Task<RayforceConnectionException> ReadAsync()
    {
        RayforceConnectionException loss;
        try
        {
            while (await ReadFrameAsync().ConfigureAwait(false))
            {
            }

            loss = Lost("the upstream closed it");
        }
        catch (RayforceConnectionException exception)
        {
            loss = Lost(exception.Message, exception.Reason, exception);
        }
        catch (Exception exception)
        {
            // Whatever it is: the connection must not live on without its reader.
            loss = Lost(_isDropped ? "this side closed it" : exception.Message, cause: exception);
        }

        _loss = loss;
        Interlocked.Exchange(ref _pending, null)?.TrySetException(loss);
        _transport.Dispose();
        return loss;
    }

    /// <returns>Whether there is more to come.</returns>
    private async Task<bool> ReadFrameAsync()
    {
        var buffer = new PooledBuffer(InitialBuffer);
        try
        {
            if (await _transport.ReceiveAsync(buffer).ConfigureAwait(false) is not { Header: var header })
                return false;
            switch (header.MessageType)
            {
                case MessageType.Response:
                    buffer = Answer(buffer, header);
                    return true;
                case MessageType.Async:
                    // A push of the upstream's: it cannot say to which client.
                    return true;
                case MessageType.Sync:
                    await RefuseAsync().ConfigureAwait(false);
                    return true;
                default:
                    throw Violation(
                        $"a frame of message type {(int)header.MessageType} came, which a server does not send");
            }
        }
        finally
        {
            buffer?.Dispose();
        }
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Answer(PooledBuffer payload, FrameHeader header)
    {
        var pending = Interlocked.Exchange(ref _pending, null)
            ?? throw Violation("a reply came that nobody has asked for");
        if ((header.Flags & FrameFlags.Compressed) == 0)
            return pending.TrySetResult(payload) ? null : payload;
        try
        {
            pending.TrySetResult(FramePacker.Unpack(payload.WrittenSpan, _terms.MaxPayload));
            return payload;
        }
        catch (Exception exception)
        {
            // Whatever it is, a lack of memory included: nobody may be left waiting.
            var violation = Lost(exception.Message, ConnectionErrorReason.ProtocolViolation, exception);
            pending.TrySetException(violation);
            throw violation;
        }
    }

    /// <summary>
    /// Answers a request of the upstream's own, which waits for it: there is nothing here that evaluates.
    /// </summary>
    private async Task RefuseAsync()
    {
        var reply = FramePacker.Begin();
        RaySerializer.Serialize(new RayError("nyi"), reply, Version);
        var header = new FrameHeader(Version, FrameFlags.None, MessageType.Response, 0);
        await SendAsync(reply, header).ConfigureAwait(false);
    }

    private RayforceConnectionException Violation(string what) =>
        _transport.CreateException(ConnectionErrorReason.ProtocolViolation, what);

    private RayforceConnectionException Lost(
        string why, ConnectionErrorReason reason = ConnectionErrorReason.Closed, Exception? cause = null) =>
        _transport.CreateException(
            reason, $"The connection to the upstream {Name} was lost: {why.TrimEnd('.')}. Ask again.", cause);
}
