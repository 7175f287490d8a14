using Rayforce.Ipc;

namespace Rayforce.Client;

/// <content>The loop that reads frames and hands them to whom they are for.</content>
internal sealed partial class FrameConnection
{
    /// <summary>What a connection holds in readiness for its next frame, in bytes.</summary>
    private const int InitialBuffer = 4096;

    private async Task<ConnectionLoss> ReadAsync()
    {
        try
        {
            while (await ReadFrameAsync().ConfigureAwait(false))
            {
            }

            Fail(new ConnectionLoss(ConnectionErrorReason.Closed, $"the server closed it{_transport.CloseReason}"));
            await SendCloseAsync().ConfigureAwait(false);
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
        _transport.Dispose();
        return _loss!;
    }

    /// <returns>Whether there is more to come.</returns>
    private async Task<bool> ReadFrameAsync()
    {
        var buffer = new PooledBuffer(InitialBuffer);
        try
        {
            if (await _transport.ReceiveAsync(buffer).ConfigureAwait(false) is not { } frame)
                return false;
            switch (Terms.IsTyped ? frame.Header.MessageType : MessageType.Response)
            {
                case MessageType.Response:
                    buffer = Answer(frame, buffer);
                    break;
                case MessageType.Async:
                    buffer = Push(frame, buffer);
                    break;
                case MessageType.Sync when Terms.ServerAsks:
                    await RefuseAsync().ConfigureAwait(false);
                    break;
                default:
                    throw _transport.CreateException(
                        ConnectionErrorReason.ProtocolViolation,
                        $"a frame of message type {(int)frame.Header.MessageType} came, which a server does not send");
            }

            return true;
        }
        finally
        {
            buffer?.Dispose();
        }
    }

    /// <returns>What is left to be given back to the pool.</returns>
    private PooledBuffer? Answer(ReceivedFrame frame, PooledBuffer buffer)
    {
        var call = _calls.Take();
        if (_calls.IsNextAbandoned)
            Abandoned?.Invoke();
        if (call is null && _forwards)
        {
            // The next reply could not be trusted to belong to the next call.
            throw _transport.CreateException(
                ConnectionErrorReason.ProtocolViolation, "a reply came that nobody has asked for");
        }

        if (call is not { IsAbandoned: false })
            return buffer;
        try
        {
            var payload = TakePayload(frame, buffer);
            call.Answer(payload, frame.Header.Version);
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
        buffer.Skip(buffer.WrittenCount - frame.Payload.Length);
        return buffer;
    }

    /// <summary>
    /// Answers a request of the server's own, which waits for it: there is nothing here that evaluates.
    /// </summary>
    private async Task RefuseAsync()
    {
        using var reply = FrameWriter.Begin();
        RaySerializer.Serialize(new RayError("nyi"), reply, Terms.WireVersion);
        FrameWriter.Complete(
            reply, new FrameHeader(Terms.WireVersion, FrameFlags.None, MessageType.Response, 0), packAbove: null);
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
}
