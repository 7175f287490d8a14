using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// One client's conversation from its handshake to its end. One loop reads, one evaluates; whatever ends the
/// conversation is told to one place, which then closes the connection. What the client has posted may go on for a while
/// after that.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private readonly RayServerConnection _connection;
    private readonly ClientLink _link;
    private readonly Responder _responder;
    private readonly HostEvents _events;
    private readonly RayServerOptions _options;
    private readonly ReceiveBudget _receiving;
    private readonly PostRoom _posts;
    private readonly ILogger _logger;
    private readonly RequestQueue _requests = new();
    private readonly TaskCompletionSource<Ending> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _forgotten = new();
    private volatile bool _isGreeted;
    private volatile bool _isGone;
    private bool _isSettled;

    public Conversation(
        RayServerConnection connection,
        Responder responder,
        HostEvents events,
        RayServerOptions options,
        ReceiveBudget receiving,
        PostRoom posts,
        ILogger logger)
    {
        _connection = connection;
        _link = connection.Link;
        _responder = responder;
        _events = events;
        _options = options;
        _receiving = receiving;
        _posts = posts;
        _logger = logger;
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
        var answering = AnswerAllAsync(stopping);

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
                _connection.Greet(_link.Version);
                _events.Opened(_connection);
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
        var content = new ReceivedContent(_receiving);
        var handedOn = false;
        try
        {
            var arrival = await _link.ReceiveAsync(content).ConfigureAwait(false);
            ServerMetrics.BytesReceived.Add(
                content.Buffer.WrittenCount + (arrival.Kind == ArrivalKind.Frame ? FrameHeader.Size : 0));
            if (arrival.Kind == ArrivalKind.Close)
                End(EndingCause.ByClient, "the client closed");
            else if (!_isGreeted || _ending.Task.IsCompleted)
                return CanGoOn(arrival);
            else if (arrival.Kind == ArrivalKind.TooBig)
                End(EndingCause.TooBig, $"a message is larger than {_options.MaxMessageSize} bytes");
            else if (arrival.Kind == ArrivalKind.Broken)
                End(EndingCause.Breach, arrival.Fault);
            else
            {
                handedOn = true;
                ServerMetrics.Requests.Add(1);
                await _requests.AddAsync(new ReceivedMessage(arrival, content), _ended.Token).ConfigureAwait(false);
            }

            return CanGoOn(arrival);
        }
        finally
        {
            if (!handedOn)
                content.Dispose();
        }
    }

    private static bool CanGoOn(Arrival arrival) => arrival.Kind is ArrivalKind.Frame or ArrivalKind.Unreadable;

    private async Task AnswerAllAsync(CancellationToken stopping)
    {
        await using var stop = stopping.UnsafeRegister(_ => _forgotten.Cancel(), null).ConfigureAwait(false);
        var dropped = 0;
        await foreach (var message in _requests.TakeAllAsync().ConfigureAwait(false))
        {
            using var content = message.Content;
            try
            {
                if (!await TryAnswerAsync(message).ConfigureAwait(false))
                    dropped++;
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

        if (dropped > 0)
            _logger.PostsDropped(_connection.Id, $"{dropped} were cancelled when their sender had left");
    }

    /// <returns>Whether it was dealt with; false for a post that was cancelled.</returns>
    private async Task<bool> TryAnswerAsync(ReceivedMessage message)
    {
        if (message.Arrival.Kind == ArrivalKind.Unreadable)
        {
            await RefuseAsync(message.Arrival.Fault).ConfigureAwait(false);
            return true;
        }

        var header = message.Arrival.Header;
        if (!TrySettle(header.Version))
        {
            await RefuseAsync(
                $"The conversation speaks wire version {(int)_connection.Version}, which its first frame settled; " +
                $"this one is of version {(int)header.Version}.").ConfigureAwait(false);
            return true;
        }

        var isTyped = _connection.Terms.IsTyped;
        if (isTyped && header.MessageType == MessageType.Response)
        {
            _logger.DroppedResponse(_connection.Id);
            return true;
        }

        // Types that nobody knows want no reply either, as natively.
        if (isTyped && header.MessageType != MessageType.Sync)
            return await TryEvaluatePostAsync(header, message.Content).ConfigureAwait(false);
        if (_isGone)
            return true;
        using var reply = await _responder.RespondAsync(header, message.Content, _connection, _ended.Token)
            .ConfigureAwait(false);
        await SendAsync(reply).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Evaluates a request that wants no reply, when there is a place for it. It is evaluated even when its sender has
    /// left: that is what it was sent for.
    /// </summary>
    private async Task<bool> TryEvaluatePostAsync(FrameHeader header, ReceivedContent content)
    {
        await _posts.EnterAsync(_forgotten.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_forgotten.IsCancellationRequested)
            return false;
        try
        {
            (await _responder.RespondAsync(header, content, _connection, _forgotten.Token).ConfigureAwait(false))
                .Dispose();
            return !_forgotten.IsCancellationRequested;
        }
        finally
        {
            _posts.Leave();
        }
    }

    private async Task RefuseAsync(string fault)
    {
        if (_isGone)
            return;
        using var refusal = _responder.Refuse(new RayError("domain", fault), _connection);
        await SendAsync(refusal).ConfigureAwait(false);
    }

    private Task SendAsync(PooledBuffer message) =>
        _isGone ? Task.CompletedTask : _link.SendAsync(message.WrittenMemory);

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
        if (ending.Cause == EndingCause.Lost)
        {
            _link.Abort();
            return;
        }

        using var limit = new CancellationTokenSource(_options.CloseTimeout);
        try
        {
            // The request in evaluation has been cancelled and gets that as its answer, unless nobody is there to
            // read it.
            if (ending.Cause != EndingCause.ByClient)
                await WaitAsync(answering, AnswerTime).ConfigureAwait(false);
            await _link.CloseAsync(ending, limit.Token).ConfigureAwait(false);
            await reading.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            _link.Abort();
        }
    }
}
