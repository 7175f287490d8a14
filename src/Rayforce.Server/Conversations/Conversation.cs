using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Server.Conversations;

/// <summary>
/// One client's conversation from its handshake to its end. One loop reads, one evaluates; whatever ends the
/// conversation is told to one place, which then closes the connection.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private readonly RayServerConnection _connection;
    private readonly ClientTransport _transport;
    private readonly RequestEvaluator _evaluator;
    private readonly Dialect _dialect;
    private readonly WSServerOptions _options;
    private readonly ILogger _logger;
    private readonly RequestQueue _requests = new();
    private readonly TaskCompletionSource<Ending> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _isGreeted;

    public Conversation(
        RayServerConnection connection,
        ClientTransport transport,
        RequestEvaluator evaluator,
        Dialect dialect,
        WSServerOptions options,
        ILogger logger)
    {
        _connection = connection;
        _transport = transport;
        _evaluator = evaluator;
        _dialect = dialect;
        _options = options;
        _logger = logger;
    }

    /// <summary>Holds the conversation.</summary>
    /// <param name="stopping">The server stops.</param>
    /// <param name="lost">The connection is lost.</param>
    /// <returns>Why it ended, when the connection is closed and every request is done with.</returns>
    public async Task<Ending> RunAsync(CancellationToken stopping, CancellationToken lost)
    {
        using var greeting = new CancellationTokenSource(_options.HandshakeTimeout);
        await using var late = greeting.Token.UnsafeRegister(EndUngreeted, null).ConfigureAwait(false);
        await using var stop = stopping.UnsafeRegister(
            _ => End(EndingCause.Stopping, "the server stops"), null).ConfigureAwait(false);
        await using var loss = lost.UnsafeRegister(
            _ => End(EndingCause.Lost, "the connection was lost"), null).ConfigureAwait(false);
        var reading = ReadAsync();
        var evaluating = EvaluateAsync(stopping);

        var ending = await _ending.Task.ConfigureAwait(false);
        _requests.Close();
        await _ended.CancelAsync().ConfigureAwait(false);
        await CloseAsync(ending, reading, evaluating).ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        await evaluating.ConfigureAwait(false);
        return ending;
    }

    /// <summary>Ends the conversation, if nothing has ended it before.</summary>
    /// <param name="cause">Who or what ends it.</param>
    /// <param name="reason">Why.</param>
    public void End(EndingCause cause, string reason) => End(new Ending(cause, reason));

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Dispose();
        _requests.Dispose();
    }

    private void End(Ending ending) => _ending.TrySetResult(ending);

    private void EndUngreeted(object? state)
    {
        if (!_isGreeted)
            End(EndingCause.ByServer, "no handshake in time");
    }

    private async Task ReadAsync()
    {
        try
        {
            if (await _transport.ShakeHandsAsync().ConfigureAwait(false) is { } refusal)
            {
                End(refusal);
                if (refusal.Cause == EndingCause.ByClient)
                    return;
            }
            else
            {
                _isGreeted = true;
                _connection.Greet(_transport.Version);
            }

            // A client that is told to go is read on, until it has closed too.
            while (await ReadMessageAsync().ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            End(EndingCause.Lost, $"the connection was lost ({exception.Message})");
        }
        catch (Exception exception)
        {
            _logger.ConnectionFailed(_connection.Id, exception);
            End(EndingCause.Failed, "reading failed");
        }
    }

    /// <returns>Whether the client may send more.</returns>
    private async Task<bool> ReadMessageAsync()
    {
        var content = new PooledBuffer(MessageReceiver.InitialSize);
        var handedOn = false;
        try
        {
            var kind = await _transport.ReceiveAsync(content).ConfigureAwait(false);
            ServerMetrics.BytesReceived.Add(content.WrittenCount);
            if (kind == MessageKind.Close)
                End(EndingCause.ByClient, "the client closed");
            else if (!_isGreeted || _ended.IsCancellationRequested)
                return kind != MessageKind.Malformed;
            else if (kind == MessageKind.TooBig)
                End(EndingCause.TooBig, $"a message is larger than {_options.MaxMessageSize} bytes");
            else if (kind == MessageKind.Malformed)
                End(EndingCause.ByServer, "what came is no frame");
            else
            {
                handedOn = true;
                ServerMetrics.Requests.Add(1);
                await _requests.AddAsync(new ReceivedMessage(content, kind == MessageKind.Text), _ended.Token)
                    .ConfigureAwait(false);
            }

            return kind is not (MessageKind.Close or MessageKind.Malformed);
        }
        finally
        {
            if (!handedOn)
                content.Dispose();
        }
    }

    private async Task EvaluateAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var message in _requests.TakeAllAsync().ConfigureAwait(false))
                await AnswerAsync(message, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            End(EndingCause.Lost, $"the connection was lost ({exception.Message})");
        }
        catch (Exception exception)
        {
            _logger.ConnectionFailed(_connection.Id, exception);
            End(EndingCause.Failed, "a request could not be answered");
        }
    }

    private async Task AnswerAsync(ReceivedMessage message, CancellationToken stopping)
    {
        if (TryReadHeader(message, out var header) is { } error)
        {
            using var refusal = _evaluator.Refuse(error, _connection.Version, _dialect, _connection.Id);
            await _transport.SendAsync(refusal.WrittenMemory).ConfigureAwait(false);
            return;
        }

        _connection.Version = header.Version;
        if (_dialect.IsTyped && header.MessageType == MessageType.Response)
        {
            _logger.DroppedResponse(_connection.Id);
            return;
        }

        // A request that wants no reply is evaluated even when its sender has left: that is what it was sent for.
        var wantsReply = !_dialect.IsTyped || header.MessageType != MessageType.Async;
        var payload = message.Content.WrittenMemory.Slice(FrameHeader.Size);
        using var reply = await _evaluator.AnswerAsync(
            header, payload, _dialect, _connection.Id, wantsReply ? _ended.Token : stopping).ConfigureAwait(false);
        if (wantsReply)
            await _transport.SendAsync(reply.WrittenMemory).ConfigureAwait(false);
    }

    private static RayError? TryReadHeader(ReceivedMessage message, out FrameHeader header)
    {
        header = default;
        if (message.IsText)
            return new RayError("domain", "Expected a binary message, got a text message.");
        try
        {
            header = FramePacker.ReadHeader(message.Content.WrittenSpan);
            return null;
        }
        catch (RayforceFormatException exception)
        {
            return new RayError("domain", exception.Message);
        }
    }

    private async Task CloseAsync(Ending ending, Task reading, Task evaluating)
    {
        if (ending.Cause == EndingCause.Lost)
        {
            _transport.Abort();
            return;
        }

        using var limit = new CancellationTokenSource(_options.CloseTimeout);
        try
        {
            // The request in evaluation has been cancelled and gets that as its answer, unless nobody is there to
            // read it.
            if (ending.Cause != EndingCause.ByClient)
                await evaluating.WaitAsync(limit.Token).ConfigureAwait(false);
            await _transport.CloseAsync(ending, limit.Token).ConfigureAwait(false);
            await reading.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            _transport.Abort();
        }
    }
}
