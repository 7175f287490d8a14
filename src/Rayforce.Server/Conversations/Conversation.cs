using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// One client's conversation from its handshake to its end. One loop reads, one evaluates; whatever ends the
/// conversation is told to one place, which then closes the connection.
/// </summary>
internal sealed class Conversation : IDisposable
{
    /// <summary>What an idle connection holds in readiness for its next message, in bytes.</summary>
    private const int InitialBuffer = 4096;

    private readonly RayServerConnection _connection;
    private readonly ClientLink _link;
    private readonly Responder _responder;
    private readonly HostEvents _events;
    private readonly ProgramHooks _hooks;
    private readonly Exchange _exchange;
    private readonly RayServerOptions _options;
    private readonly ILogger _logger;
    private readonly RequestQueue _requests = new();
    private readonly SemaphoreSlim _turns = new(1, 1);
    private readonly TaskCompletionSource<Ending> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private Task _opening = Task.CompletedTask;
    private volatile bool _isGreeted;
    private bool _isSettled;

    public Conversation(
        RayServerConnection connection,
        Responder responder,
        HostEvents events,
        ProgramHooks hooks,
        Exchange exchange,
        RayServerOptions options,
        ILogger logger)
    {
        _connection = connection;
        _link = connection.Link;
        _responder = responder;
        _events = events;
        _hooks = hooks;
        _exchange = exchange;
        _options = options;
        _logger = logger;
        connection.Outbox.Failing = End;
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
        var answering = AnswerAllAsync(stopping);

        var ending = await _ending.Task.ConfigureAwait(false);
        _requests.Close();
        if (ending.Cause == EndingCause.ByClient && _link.CanAnswerAfterEnd)
            await FinishAsync(answering).ConfigureAwait(false);
        await _ended.CancelAsync().ConfigureAwait(false);
        await CloseAsync(ending, reading, answering).ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        await answering.ConfigureAwait(false);
        await _opening.ConfigureAwait(false);
        await LeaveAsync().ConfigureAwait(false);
        if (_isGreeted)
            _events.Closed(_connection, ending.Reason);
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
        _turns.Dispose();
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
            if (await _link.ShakeHandsAsync().ConfigureAwait(false) is { } refusal)
            {
                End(refusal);
                if (refusal.Cause == EndingCause.ByClient)
                    return;
            }
            else
            {
                _isGreeted = true;
                _exchange.Connections.Number(_connection);
                _connection.Greet(_link.Version);
                _connection.Session?.Begin(new SessionClient(_connection, _exchange));
                _events.Opened(_connection);
                _opening = OpenAsync();
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
        var content = new PooledBuffer(InitialBuffer);
        var handedOn = false;
        try
        {
            var arrival = await _link.ReceiveAsync(content).ConfigureAwait(false);
            ServerMetrics.BytesReceived.Add(
                content.WrittenCount + (arrival.Kind == ArrivalKind.Frame ? FrameHeader.Size : 0));
            if (arrival.Kind == ArrivalKind.Close)
                End(EndingCause.ByClient, "the client closed");
            else if (!_isGreeted || _ending.Task.IsCompleted)
                return arrival.Kind != ArrivalKind.Broken;
            else if (arrival.Kind == ArrivalKind.TooBig)
                End(EndingCause.TooBig, $"a message is larger than {_options.MaxMessageSize} bytes");
            else if (arrival.Kind == ArrivalKind.Broken)
                End(EndingCause.ByServer, arrival.Fault);
            else if (IsAnswer(arrival))
            {
                handedOn = _connection.Questions.TryAnswer(new ReceivedMessage(arrival, content));
                if (!handedOn)
                    _logger.DroppedResponse(_connection.Id);
            }
            else
            {
                handedOn = true;
                ServerMetrics.Requests.Add(1);
                await _requests.AddAsync(new ReceivedMessage(arrival, content), _ended.Token).ConfigureAwait(false);
            }

            return arrival.Kind is not (ArrivalKind.Close or ArrivalKind.Broken);
        }
        finally
        {
            if (!handedOn)
                content.Dispose();
        }
    }

    /// <summary>
    /// Answers the requests one after another; while one waits for an answer of a client's, the next has its turn.
    /// </summary>
    private async Task AnswerAllAsync(CancellationToken stopping)
    {
        var waiting = new List<Task>();
        await foreach (var message in _requests.TakeAllAsync().ConfigureAwait(false))
        {
            await _turns.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            waiting.RemoveAll(static task => task.IsCompleted);
            waiting.Add(AnswerInTurnAsync(message, stopping));
        }

        await Task.WhenAll(waiting).ConfigureAwait(false);
    }

    private async Task AnswerInTurnAsync(ReceivedMessage message, CancellationToken stopping)
    {
        using var content = message.Content;
        using var turn = new RequestTurn(_turns);
        try
        {
            await AnswerAsync(message, turn, stopping).ConfigureAwait(false);
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

    private async Task AnswerAsync(ReceivedMessage message, RequestTurn turn, CancellationToken stopping)
    {
        if (message.Arrival.Kind == ArrivalKind.Unreadable)
        {
            using var refusal = _responder.Refuse(new RayError("domain", message.Arrival.Fault), _connection);
            await _connection.Outbox.SendAsync(refusal.WrittenMemory).ConfigureAwait(false);
            return;
        }

        var header = message.Arrival.Header;
        if (!TrySettle(header.Version))
        {
            var fault = $"The conversation speaks wire version {(int)_connection.Version}, which its first frame " +
                $"settled; this one is of version {(int)header.Version}.";
            using var refusal = _responder.Refuse(new RayError("domain", fault), _connection);
            await _connection.Outbox.SendAsync(refusal.WrittenMemory).ConfigureAwait(false);
            return;
        }

        var isTyped = _connection.Terms.IsTyped;
        // A request that wants no reply is evaluated even when its sender has left: that is what it was sent for. Types
        // that nobody knows want none either, as natively.
        var wantsReply = !isTyped || header.MessageType == MessageType.Sync;
        using var reply = await _responder.RespondAsync(
            header,
            message.Content.WrittenMemory,
            _connection,
            isTyped ? new RequestClient(_connection, _exchange, turn) : null,
            wantsReply ? _ended.Token : stopping).ConfigureAwait(false);
        if (wantsReply)
            await _connection.Outbox.SendAsync(reply.WrittenMemory).ConfigureAwait(false);
    }

    /// <summary>Whether something that came answers a question of this server.</summary>
    private bool IsAnswer(Arrival arrival) => _connection.Terms.IsTyped
        && arrival is { Kind: ArrivalKind.Frame, Header.MessageType: MessageType.Response };

    /// <summary>Tells the program that the connection is open, in the first turn.</summary>
    private async Task OpenAsync()
    {
        if (!_connection.CanPush)
            return;
        await _turns.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        using var turn = new RequestTurn(_turns);
        await _hooks.OpenedAsync(new RequestClient(_connection, _exchange, turn), _ended.Token).ConfigureAwait(false);
    }

    /// <summary>Takes the connection out of everything that the clients share, and tells the program.</summary>
    private async Task LeaveAsync()
    {
        _exchange.Connections.Forget(_connection);
        _exchange.Topics.Leave(_connection);
        if (_isGreeted && _connection.CanPush)
            await _hooks.ClosedAsync(new RequestClient(_connection, _exchange, turn: null)).ConfigureAwait(false);
    }

    /// <summary>The first frame that can be read settles the wire version of the conversation.</summary>
    private bool TrySettle(WireVersion version)
    {
        if (_isSettled)
            return version == _connection.Version;
        _connection.Version = version;
        return _isSettled = true;
    }

    /// <summary>Gives what the client asked before its end some time to be answered.</summary>
    private async Task FinishAsync(Task answering)
    {
        try
        {
            await answering.WaitAsync(_options.CloseTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It is cancelled now.
        }
    }

    private async Task CloseAsync(Ending ending, Task reading, Task answering)
    {
        _connection.Questions.Close();
        if (ending.Cause == EndingCause.Lost)
        {
            _connection.Outbox.Close();
            _link.Abort();
            return;
        }

        using var limit = new CancellationTokenSource(_options.CloseTimeout);
        try
        {
            // The request in evaluation has been cancelled and gets that as its answer, unless nobody is there to
            // read it.
            if (ending.Cause is not (EndingCause.ByClient or EndingCause.Dropped))
                await answering.WaitAsync(limit.Token).ConfigureAwait(false);
            _connection.Outbox.Close();
            await _link.CloseAsync(ending, limit.Token).ConfigureAwait(false);
            await reading.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            _link.Abort();
        }
    }
}
