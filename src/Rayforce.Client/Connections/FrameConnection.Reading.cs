using Rayforce.Ipc;

namespace Rayforce.Client;

/// <content>The loop that reads frames and hands them to whom they are for.</content>
internal sealed partial class FrameConnection
{
    /// <summary>What a connection holds in readiness for its next frame, in bytes.</summary>
    private const int InitialBuffer = 4096;

    /// <summary>The requests of the server's own that may wait for their answers.</summary>
    private const int MostUnanswered = 64;

    /// <summary>The call whose reply has come last, as long as its caller has not been told.</summary>
    private PendingCall? _answered;

    private int _unanswered;

    /// <summary>The answer to the server's last request, and so to all before it.</summary>
    private Task _answering = Task.CompletedTask;

    private async Task<ConnectionLoss> ReadAsync()
    {
        try
        {
            await ReadFramesAsync().ConfigureAwait(false);

            Fail(new ConnectionLoss(ConnectionErrorReason.Closed, $"the server closed it{_transport.CloseReason}"));
            using var limit = new CancellationTokenSource(_closeTimeout);
            await SendCloseAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            Fail(new ConnectionLoss(ConnectionErrorReason.Closed, $"it was lost: {exception.Message}", exception));
            _transport.Abort();
        }
        catch (Exception exception)
        {
            // Whatever it is, a handler of pushes included: the connection must not live on without its reader.
            Fail(exception is RayforceConnectionException known
                ? new ConnectionLoss(known.Reason, known.Message, known.InnerException)
                : new ConnectionLoss(
                    ConnectionErrorReason.ProtocolViolation, $"reading failed: {exception.Message}", exception));
            _transport.Abort();
        }

        // Nobody sends any more: who has the turn finds the queue closed.
        _ending.Cancel();
        _transport.Dispose();
        return _loss!;
    }

    private async Task ReadFramesAsync()
    {
        Action complete = CompleteAnswered;
        try
        {
            while (true)
            {
                var buffer = new PooledBuffer(InitialBuffer);
                try
                {
                    if (await new Interlude<ReceivedFrame?>(_transport.ReceiveAsync(buffer), complete) is not { } frame)
                        return;
                    Interlocked.Add(
                        ref _bytesReceived, FrameHeader.Size + frame.Payload.Length + frame.Behind.Length);
                    buffer = Take(frame, buffer);
                }
                finally
                {
                    buffer?.Dispose();
                }
            }
        }
        finally
        {
            _answered?.CompleteElsewhere();
        }
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Take(ReceivedFrame frame, PooledBuffer buffer)
    {
        return (Terms.IsTyped ? frame.Header.MessageType : MessageType.Response) switch
        {
            MessageType.Response when Terms.IsNumbered => AnswerByNumber(frame, buffer),
            MessageType.Response => Answer(frame, buffer),
            MessageType.Async => Push(frame, buffer),
            MessageType.Sync when Terms.ServerAsks => Ask(frame, buffer),
            _ => throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation,
                $"a frame of message type {(int)frame.Header.MessageType} came, which a server does not send"),
        };
    }

    /// <summary>
    /// Lets the caller of the last reply go on, on this thread, which has nothing else to do: another one goes on reading.
    /// </summary>
    private void CompleteAnswered()
    {
        var call = _answered;
        _answered = null;
        call?.Complete();
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Answer(ReceivedFrame frame, PooledBuffer buffer)
    {
        var call = _calls.Take();
        if (_calls.NextAbandoned is { } next)
            Abandoned?.Invoke(next);
        if (call is null && _forwards)
        {
            // The next reply could not be trusted to belong to the next call.
            throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation, "a reply came that nobody has asked for");
        }

        if (call is not null)
            _turn?.Release();
        return call is null ? buffer : Answer(call, frame, buffer, isLast: true);
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? AnswerByNumber(ReceivedFrame frame, PooledBuffer buffer)
    {
        if (!MessageNote.TryRead(frame.Behind.Span, out var note)
            || note.Kind is not (NoteKind.Reply or NoteKind.Batch)
            || _calls.Find(note.Number, note.Kind == NoteKind.Reply) is not { } call)
        {
            throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation, "a reply came whose number nobody has asked by");
        }

        return Answer(call, frame, buffer, note.Kind == NoteKind.Reply);
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Answer(PendingCall call, ReceivedFrame frame, PooledBuffer buffer, bool isLast)
    {
        if (call.IsAbandoned)
        {
            if (isLast)
                call.Drop(failure: null);
            return buffer;
        }

        try
        {
            var payload = TakePayload(frame, buffer);
            if (!isLast)
            {
                if (!call.TryTakePart(payload, frame.Header.Version))
                    throw new InvalidOperationException("More parts of it come than have been asked for.");
                return payload == buffer ? null : buffer;
            }

            call.Answer(payload, frame.Header.Version);
            // Those before the last one of several that came at once go on elsewhere, and before it.
            _answered?.CompleteElsewhere();
            _answered = call;
            return payload == buffer ? null : buffer;
        }
        catch (RayforceFormatException exception) when (!_forwards)
        {
            call.Fail(exception);
            return buffer;
        }
        catch (Exception exception)
        {
            // Whatever it is, a lack of memory included: nobody may be left waiting, or take this connection again.
            var violation = _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation,
                $"The reply of {Name} cannot be taken: {exception.Message}",
                exception);
            Fail(new ConnectionLoss(violation.Reason, violation.Message, exception));
            call.Fail(violation);
            throw violation;
        }
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Push(ReceivedFrame frame, PooledBuffer buffer)
    {
        if (_pushed is null)
            return buffer;
        var payload = TakePayload(frame, buffer);
        _pushed(payload, frame.Header.Version);
        return payload == buffer ? null : buffer;
    }

    /// <summary>The payload in a buffer of its own: the one that it came in, unless it is packed.</summary>
    private PooledBuffer TakePayload(ReceivedFrame frame, PooledBuffer buffer)
    {
        if (Terms.IsTyped && (frame.Header.Flags & FrameFlags.Compressed) != 0)
            return FrameCompression.Unpack(frame.Payload.Span, _maxPayload);
        buffer.CutTo(buffer.WrittenCount - frame.Behind.Length);
        buffer.Skip(buffer.WrittenCount - frame.Payload.Length);
        return buffer;
    }

    /// <summary>
    /// Has a request of the server's own answered, which waits for it: behind those before it, while this side reads on.
    /// </summary>
    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Ask(ReceivedFrame frame, PooledBuffer buffer)
    {
        if (Interlocked.Increment(ref _unanswered) > MostUnanswered)
        {
            throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation,
                $"more than {MostUnanswered} requests came from the server without waiting for an answer");
        }

        var payload = TakePayload(frame, buffer);
        _answering = AnswerAsync(_answering, payload, frame.Header.Version);
        return payload == buffer ? null : buffer;
    }

    private async Task AnswerAsync(Task earlier, PooledBuffer payload, WireVersion version)
    {
        await earlier.ConfigureAwait(false);
        try
        {
            var reply = await FindAnswerAsync(payload, version).ConfigureAwait(false);
            await ReplyAsync(reply).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            // The loop that reads finds out too, and it is the one to say so.
        }
        catch (Exception exception)
        {
            // A lack of memory for example: the server would wait in vain.
            Fail(new ConnectionLoss(
                ConnectionErrorReason.Closed, $"a request could not be answered: {exception.Message}", exception));
            _transport.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }

    private async Task<RayObject> FindAnswerAsync(PooledBuffer payload, WireVersion version)
    {
        if (_asked is null)
        {
            payload.Dispose();
            return new RayError("nyi");
        }

        try
        {
            return await _asked(payload, version, _ending.Token).ConfigureAwait(false);
        }
        catch (RayforceQueryException exception)
        {
            return exception.Error;
        }
        catch (RayforceFormatException exception)
        {
            return new RayError("domain", exception.Message);
        }
        catch (Exception exception)
        {
            // The server waits: whatever it is, it is told.
            return new RayError("user", exception.Message);
        }
    }

    private async Task ReplyAsync(RayObject value)
    {
        var reply = FrameWriter.Begin();
        try
        {
            WriteReply(value, reply);
            var header = new FrameHeader(Terms.WireVersion, FrameFlags.None, MessageType.Response, 0);
            reply = FrameWriter.Complete(reply, header, Terms.PackAbove);
            await _sending.WaitAsync().ConfigureAwait(false);
            try
            {
                await _transport.SendAsync(reply.WrittenMemory).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        finally
        {
            reply.Dispose();
        }
    }

    private void WriteReply(RayObject value, PooledBuffer reply)
    {
        try
        {
            RaySerializer.Serialize(value, reply, Terms.WireVersion);
        }
        catch (Exception exception) when (
            exception is NotSupportedException or ArgumentException or OverflowException)
        {
            FrameWriter.Restart(reply);
            RaySerializer.Serialize(new RayError("nyi", exception.Message), reply, Terms.WireVersion);
        }
    }
}
