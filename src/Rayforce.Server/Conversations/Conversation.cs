using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Rayforce.Ipc;
using Rayforce.WebSocket;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.Server.Conversations;

/// <summary>
/// One client's conversation from its greeting to its end. One loop reads, one evaluates; whatever ends the
/// conversation is told to one place, which then closes the connection.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private readonly WSServerConnection _connection;
    private readonly Socket _socket;
    private readonly MessageSender _sender;
    private readonly RequestEvaluator _evaluator;
    private readonly Dialect _dialect;
    private readonly WSServerOptions _options;
    private readonly ILogger _logger;
    private readonly RequestQueue _requests = new();
    private readonly TaskCompletionSource<Ending> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _isGreeted;

    public Conversation(
        WSServerConnection connection,
        Socket socket,
        MessageSender sender,
        RequestEvaluator evaluator,
        Dialect dialect,
        WSServerOptions options,
        ILogger logger)
    {
        _connection = connection;
        _socket = socket;
        _sender = sender;
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
            _ => End(WebSocketCloseStatus.EndpointUnavailable, "the server stops"), null).ConfigureAwait(false);
        await using var loss =
            lost.UnsafeRegister(_ => End(null, "the connection was lost"), null).ConfigureAwait(false);
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
    /// <param name="status">The code of the close message; null when there is nobody left to send it to.</param>
    /// <param name="reason">Why.</param>
    public void End(WebSocketCloseStatus? status, string reason) => _ending.TrySetResult(new Ending(status, reason));

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Dispose();
        _requests.Dispose();
    }

    private void EndUngreeted(object? state)
    {
        if (!_isGreeted)
            End(WebSocketCloseStatus.NormalClosure, "no handshake in time");
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReadMessageAsync().ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            End(null, $"the connection was lost ({exception.Message})");
        }
        catch (Exception exception)
        {
            _logger.ConnectionFailed(_connection.Id, exception);
            End(WebSocketCloseStatus.InternalServerError, "reading failed");
        }
    }

    /// <returns>Whether the client may send more.</returns>
    private async Task<bool> ReadMessageAsync()
    {
        var content = new PooledBuffer(MessageReceiver.InitialSize);
        var handedOn = false;
        try
        {
            var kind = await MessageReceiver.ReceiveAsync(
                _socket, content, _options.MaxMessageSize, CancellationToken.None).ConfigureAwait(false);
            ServerMetrics.BytesReceived.Add(content.WrittenCount);
            if (kind == MessageKind.Close)
                _ending.TrySetResult(
                    new Ending(WebSocketCloseStatus.NormalClosure, "the client closed", ByClient: true));
            else if (_ended.IsCancellationRequested)
                return true;
            else if (kind == MessageKind.TooBig)
                End(WebSocketCloseStatus.MessageTooBig, $"a message is larger than {_options.MaxMessageSize} bytes");
            else if (!_isGreeted)
                await GreetAsync(kind, content).ConfigureAwait(false);
            else
            {
                handedOn = true;
                ServerMetrics.Requests.Add(1);
                await _requests.AddAsync(new ReceivedMessage(content, kind == MessageKind.Text), _ended.Token)
                    .ConfigureAwait(false);
            }

            return kind != MessageKind.Close;
        }
        finally
        {
            if (!handedOn)
                content.Dispose();
        }
    }

    private async Task GreetAsync(MessageKind kind, PooledBuffer content)
    {
        if (kind != MessageKind.Binary || !Subprotocol.IsGreeting(content.WrittenSpan))
        {
            End(WebSocketCloseStatus.NormalClosure, "the handshake is wrong");
            return;
        }

        _isGreeted = true;
        await _sender.SendAsync(Subprotocol.GreetingReply).ConfigureAwait(false);
    }

    private async Task EvaluateAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var message in _requests.TakeAllAsync().ConfigureAwait(false))
                await AnswerAsync(message, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            End(null, $"the connection was lost ({exception.Message})");
        }
        catch (Exception exception)
        {
            _logger.ConnectionFailed(_connection.Id, exception);
            End(WebSocketCloseStatus.InternalServerError, "a request could not be answered");
        }
    }

    private async Task AnswerAsync(ReceivedMessage message, CancellationToken stopping)
    {
        if (TryReadHeader(message, out var header) is { } error)
        {
            using var refusal = _evaluator.Refuse(error, _connection.Version, _dialect, _connection.Id);
            await _sender.SendAsync(refusal.WrittenMemory).ConfigureAwait(false);
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
            await _sender.SendAsync(reply.WrittenMemory).ConfigureAwait(false);
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
        if (ending.Status is not { } status)
        {
            _socket.Abort();
            return;
        }

        using var limit = new CancellationTokenSource(_options.CloseTimeout);
        try
        {
            // The request in evaluation has been cancelled and gets that as its answer, unless nobody is there to read
            // it.
            if (!ending.ByClient)
                await evaluating.WaitAsync(limit.Token).ConfigureAwait(false);
            await _sender.SendCloseAsync(status, ending.Reason, limit.Token).ConfigureAwait(false);
            await reading.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            _socket.Abort();
        }
    }

    private static bool IsLoss(Exception exception) => exception
        is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException
            or IOException;
}
