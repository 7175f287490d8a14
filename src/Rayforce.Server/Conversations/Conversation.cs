using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// One client's conversation from its handshake to its end. One loop reads, one evaluates, on the same thread where it
/// can; whatever ends the conversation is told to one place, which then closes the connection. What the client has posted
/// may go on for a while after that.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private readonly RayServerConnection _connection;
    private readonly ClientLink _link;
    private readonly Responder _responder;
    private readonly HostEvents _events;
    private readonly ProgramHooks _hooks;
    private readonly Exchange _exchange;
    private readonly RayServerOptions _options;
    private readonly SpareContent _contents;
    private readonly PostRoom _posts;
    private readonly ILogger _logger;
    private readonly RequestQueue _requests = new();
    private readonly Inquiries _inquiries = new();
    private readonly SemaphoreSlim _turns = new(1, 1);
    private readonly TaskCompletionSource<Ending> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<Task<int>> _successors = new();
    private readonly Action _passOn;

    /// <summary>Who answers the next request; nobody for a moment, while another one begins.</summary>
    private Answerer? _answerer;

    private Task _opening = Task.CompletedTask;
    private readonly CancellationTokenSource _forgotten = new();
    private volatile bool _isGreeted;
    private volatile bool _isGone;
    private bool _isSettled;

    public Conversation(
        RayServerConnection connection,
        Responder responder,
        HostEvents events,
        ProgramHooks hooks,
        Exchange exchange,
        RayServerOptions options,
        ReceiveBudget receiving,
        PostRoom posts,
        ILogger logger)
    {
        _connection = connection;
        _link = connection.Link;
        _responder = responder;
        _events = events;
        _hooks = hooks;
        _exchange = exchange;
        _options = options;
        _contents = new SpareContent(receiving);
        _posts = posts;
        _logger = logger;
        _passOn = PassOn;
        connection.Outbox.Failing = End;
    }

    /// <summary>Holds the conversation.</summary>
    /// <param name="stopping">The server stops.</param>
    /// <param name="lost">The connection is lost.</param>
    /// <returns>Why it ended, when the connection is closed.</returns>
    public async Task<Ending> RunAsync(CancellationToken stopping, CancellationToken lost)
    {
        using var greeting = new CancellationTokenSource(_options.HandshakeTimeout);
        await using var late = greeting.Token.UnsafeRegister(EndUngreeted, null).ConfigureAwait(false);
        await using var stop = stopping.UnsafeRegister(
            _ => End(EndingCause.Stopping, "the server stops"), null).ConfigureAwait(false);
        await using var loss = lost.UnsafeRegister(
            _ => End(EndingCause.Lost, "the connection was lost"), null).ConfigureAwait(false);
        var reading = ReadAsync();
        // Not on this thread, which waits for the end.
        var answering = Task.Run(() => AnswerAllAsync(stopping), CancellationToken.None);

        var ending = await _ending.Task.ConfigureAwait(false);
        _requests.Close();
        if (ending.Cause == EndingCause.ByClient && _link.CanAnswerAfterEnd)
            await WaitAsync(answering, _options.CloseTimeout).ConfigureAwait(false);
        _isGone = ending.Cause is EndingCause.ByClient or EndingCause.Lost;
        await _ended.CancelAsync().ConfigureAwait(false);
        await CloseAsync(ending, reading, answering).ConfigureAwait(false);
        _isGone = true;
        await reading.ConfigureAwait(false);
        if (!answering.IsCompleted)
            _posts.Keep(_connection.Id, answering, _forgotten);
        await LeaveAsync().ConfigureAwait(false);
        _ = DisposeAfterAsync(answering);
        if (_isGreeted)
            _events.Closed(_connection, ending.Reason);
        return ending;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Dispose();
        _forgotten.Dispose();
        _requests.Dispose();
        _turns.Dispose();
    }

    /// <summary>Ends the conversation, if nothing has ended it before.</summary>
    /// <param name="cause">Who or what ends it.</param>
    /// <param name="reason">Why.</param>
    public void End(EndingCause cause, string reason) => End(new Ending(cause, reason));

    /// <summary>The part of the close time-out in which answers are waited for; the rest is for the close itself.</summary>
    private TimeSpan AnswerTime =>
        _options.CloseTimeout == Timeout.InfiniteTimeSpan ? _options.CloseTimeout : _options.CloseTimeout / 2;

    private async Task DisposeAfterAsync(Task answering)
    {
        await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
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

            await ReadMessagesAsync().ConfigureAwait(false);
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

    /// <summary>Reads until the client can send no more. One that is told to go is read on until it has closed too.</summary>
    private async Task ReadMessagesAsync()
    {
        Action evaluate = _requests.HandOver;
        var canGoOn = true;
        while (canGoOn)
        {
            var content = _contents.Take();
            var isTaken = false;
            try
            {
                var arrival = await new Interlude<Arrival>(_link.ReceiveAsync(content), evaluate);
                canGoOn = arrival.Kind is ArrivalKind.Frame or ArrivalKind.Unreadable or ArrivalKind.Note;
                isTaken = Take(new ReceivedMessage(arrival, content), out var request);
                if (request is { } asked)
                {
                    isTaken = true;
                    await _requests.AddAsync(asked, _ended.Token).ConfigureAwait(false);
                }
            }
            finally
            {
                if (!isTaken)
                    content.Dispose();
            }
        }
    }

    /// <summary>Takes what has come, unless it is a request, which is to be waited with when too many wait.</summary>
    /// <param name="message">What has come.</param>
    /// <param name="request">The request, where it is one; otherwise nothing.</param>
    /// <returns>Whether its content is somebody's now.</returns>
    private bool Take(ReceivedMessage message, out ReceivedMessage? request)
    {
        var arrival = message.Arrival;
        request = null;
        _exchange.Metrics.BytesReceived.Add(
            message.Content.Buffer.WrittenCount + (arrival.Kind == ArrivalKind.Frame ? FrameHeader.Size : 0));
        if (arrival.Kind == ArrivalKind.Close)
            End(EndingCause.ByClient, "the client closed");
        else if (!_isGreeted || _ending.Task.IsCompleted)
            return false;
        else if (arrival.Kind == ArrivalKind.TooBig)
            End(EndingCause.TooBig, $"a message is larger than {_options.MaxMessageSize} bytes");
        else if (arrival.Kind == ArrivalKind.Broken)
            End(EndingCause.Breach, arrival.Fault);
        else if (arrival.Kind == ArrivalKind.Note)
            _inquiries.Obey(arrival.Note!.Value);
        else if (IsAnswer(arrival))
        {
            if (_connection.Questions.TryAnswer(message))
                return true;
            _logger.DroppedResponse(_connection.Id);
        }
        else if (TryBegin(arrival, out var inquiry))
        {
            request = message with { Inquiry = inquiry };
            _exchange.Metrics.Requests.Add(1);
        }
        else
        {
            End(EndingCause.Breach, $"two requests have the number {arrival.Note!.Value.Number}");
        }

        return false;
    }

    /// <summary>Begins what its client may speak of later; nothing where it has no number.</summary>
    /// <returns>False where another request is under way by that number.</returns>
    private bool TryBegin(Arrival arrival, out Inquiry? inquiry)
    {
        inquiry = arrival.Note is { } note ? _inquiries.TryBegin(note) : null;
        return inquiry is not null || arrival.Note is null;
    }

    /// <summary>
    /// Answers the requests one after another; while one waits for an answer of a client's, the next has its turn.
    /// </summary>
    private async Task AnswerAllAsync(CancellationToken stopping)
    {
        await using var stop = stopping.UnsafeRegister(_ => _forgotten.Cancel(), null).ConfigureAwait(false);
        var dropped = await AnswerAsync().ConfigureAwait(false);
        while (_successors.TryDequeue(out var successor))
            dropped += await successor.ConfigureAwait(false);
        await _connection.Outbox.FlushAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (dropped > 0)
            _logger.PostsDropped(_connection.Id, $"{dropped} were cancelled when their sender had left");
    }

    /// <summary>Answers requests until there are no more, or another one goes on with it.</summary>
    /// <returns>How many posts were cancelled.</returns>
    private async Task<int> AnswerAsync()
    {
        var me = new Answerer();
        Volatile.Write(ref _answerer, me);
        var (dropped, waiting) = (0, new List<Task<bool>>());
        await foreach (var message in _requests.TakeAllAsync().ConfigureAwait(false))
        {
            await _turns.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            dropped += waiting.RemoveAll(static task => task is { IsCompleted: true, Result: false });
            waiting.RemoveAll(static task => task.IsCompleted);
            me.Thread = Environment.CurrentManagedThreadId;
            var answering = AnswerInTurnAsync(message);
            if (answering is not { IsCompletedSuccessfully: true, Result: true })
                waiting.Add(answering);
            me.Thread = Answerer.NoThread;
            if (!ReferenceEquals(Volatile.Read(ref _answerer), me))
                break;
        }

        return dropped + (await Task.WhenAll(waiting).ConfigureAwait(false)).Count(static isDone => !isDone);
    }

    /// <summary>
    /// A request has left its turn, to wait for a client. Where that holds the thread that answers, another one goes on.
    /// </summary>
    private void PassOn()
    {
        var answerer = Volatile.Read(ref _answerer);
        if (answerer?.Thread == Environment.CurrentManagedThreadId
            && Interlocked.CompareExchange(ref _answerer, null, answerer) == answerer)
            _successors.Enqueue(Task.Run(AnswerAsync));
    }

    /// <returns>Whether it was dealt with; false for a post that was cancelled.</returns>
    private async Task<bool> AnswerInTurnAsync(ReceivedMessage message)
    {
        using var turn = new RequestTurn(_turns, _passOn);
        try
        {
            return await TryAnswerAsync(message, turn).ConfigureAwait(false);
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

        return true;
    }

    /// <returns>Whether it was dealt with; false for a post that was cancelled.</returns>
    private async Task<bool> TryAnswerAsync(ReceivedMessage message, RequestTurn turn)
    {
        using var inquiry = message.Inquiry;
        if (FindFault(message.Arrival) is { } fault)
        {
            using (message.Content)
                await RefuseAsync(fault, inquiry).ConfigureAwait(false);
            return true;
        }

        var header = message.Arrival.Header;
        var isTyped = _connection.Terms.IsTyped;
        // Types that nobody knows want no reply either, as natively.
        if (isTyped && header.MessageType != MessageType.Sync)
            return await TryEvaluatePostAsync(header, message.Content, turn).ConfigureAwait(false);
        if (_isGone)
        {
            message.Content.Dispose();
            return true;
        }

        // What is evaluated is given back when the engine is done with it.
        using var batches = inquiry is { TakesBatches: true }
            ? new ReplyBatches(_connection, inquiry, header.Version, turn, _exchange)
            : null;
        var reply = await _responder.RespondAsync(
            header,
            message.Content,
            _connection,
            isTyped ? MakeClient(turn) : null,
            _ended.Token,
            inquiry,
            batches).ConfigureAwait(false);
        await SendAsync(reply).ConfigureAwait(false);
        return true;
    }

    /// <summary>What keeps a message from being a request of this conversation.</summary>
    private string? FindFault(Arrival arrival) =>
        arrival.Kind == ArrivalKind.Unreadable ? arrival.Fault
        : TrySettle(arrival.Header.Version) ? null
        : $"The conversation speaks wire version {(int)_connection.Version}, which its first frame settled; this one is " +
            $"of version {(int)arrival.Header.Version}.";

    private RequestClient MakeClient(RequestTurn? turn) => new(_connection, _exchange, turn);

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
        await _hooks.OpenedAsync(MakeClient(turn), _connection.IsRestricted, _ended.Token).ConfigureAwait(false);
    }

    /// <summary>Takes the connection out of everything that the clients share, and tells the program.</summary>
    private async Task LeaveAsync()
    {
        _exchange.Connections.Forget(_connection);
        _exchange.Topics.Leave(_connection);
        await WaitAsync(_opening, _options.CloseTimeout).ConfigureAwait(false);
        if (_isGreeted && _connection.CanPush)
            await _hooks.ClosedAsync(MakeClient(turn: null), _connection.IsRestricted).ConfigureAwait(false);
    }

    /// <summary>
    /// Evaluates a request that wants no reply, when there is a place for it. It is evaluated even when its sender has
    /// left: that is what it was sent for.
    /// </summary>
    private async Task<bool> TryEvaluatePostAsync(FrameHeader header, ReceivedContent content, RequestTurn turn)
    {
        var entering = _posts.EnterAsync(_forgotten.Token);
        await entering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!entering.IsCompletedSuccessfully)
        {
            content.Dispose();
            return false;
        }

        turn.Place = _posts;
        (await _responder.RespondAsync(header, content, _connection, MakeClient(turn), _forgotten.Token)
            .ConfigureAwait(false)).Dispose();
        return !_forgotten.IsCancellationRequested;
    }

    private async Task RefuseAsync(string fault, Inquiry? inquiry)
    {
        if (_isGone)
            return;
        await SendAsync(_responder.Refuse(new RayError("domain", fault), _connection, inquiry)).ConfigureAwait(false);
    }

    private ValueTask SendAsync(PooledBuffer reply)
    {
        if (!_isGone)
            return _connection.Outbox.ReplyAsync(reply, isFollowed: _requests.HasMore);
        reply.Dispose();
        return default;
    }

    /// <summary>The first frame that can be read settles the wire version of the conversation.</summary>
    private bool TrySettle(WireVersion version)
    {
        if (_isSettled)
            return version == _connection.Version;
        _connection.Version = version;
        return _isSettled = true;
    }

    /// <summary>Gives what has been asked some time to be answered.</summary>
    private static async Task WaitAsync(Task answering, TimeSpan timeout) =>
        await answering.WaitAsync(timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

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
                await WaitAsync(answering, AnswerTime).ConfigureAwait(false);
            _connection.Outbox.Close();
            await _link.CloseAsync(ending, limit.Token).ConfigureAwait(false);
            await reading.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            _link.Abort();
        }
    }

    /// <summary>One who answers requests.</summary>
    private sealed class Answerer
    {
        public const int NoThread = 0;

        /// <summary>The thread that evaluates a request for it, and does nothing else meanwhile.</summary>
        public volatile int Thread;
    }
}
