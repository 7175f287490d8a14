using Rayforce.Ipc;

namespace Rayforce.Client;

/// <content>The loop that reads frames and hands them to whom they are for.</content>
public abstract partial class RayConnection
{
    private async Task ReadAsync()
    {
        try
        {
            while (await ReadFrameAsync().ConfigureAwait(false))
            {
            }

            Fail(new Ending(ConnectionErrorReason.Closed, $"the server closed it{_transport.CloseReason}"));
            await SendCloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            Fail(new Ending(ConnectionErrorReason.Closed, $"it was lost: {exception.Message}", exception));
            _transport.Abort();
        }
        catch (Exception exception)
        {
            // Whatever it is, a handler of pushes included: the connection must not live on without its reader.
            Fail(exception is RayforceConnectionException known
                ? new Ending(known.Reason, known.Message)
                : new Ending(
                    ConnectionErrorReason.ProtocolViolation, $"reading failed: {exception.Message}", exception));
            _transport.Abort();
        }
    }

    /// <returns>Whether there is more to come.</returns>
    private async Task<bool> ReadFrameAsync()
    {
        using var buffer = new PooledBuffer(InitialBuffer);
        if (await _transport.ReceiveAsync(buffer).ConfigureAwait(false) is not { } frame)
            return false;
        switch (_terms.IsTyped ? frame.Header.MessageType : MessageType.Response)
        {
            case MessageType.Response:
                Answer(frame);
                return true;
            case MessageType.Async:
                Pushed?.Invoke(this, Decode(frame));
                return true;
            case MessageType.Sync when _terms.TakesRequests:
                await RefuseAsync().ConfigureAwait(false);
                return true;
            default:
                throw _transport.CreateException(
                    ConnectionErrorReason.ProtocolViolation,
                    $"a frame of message type {(int)frame.Header.MessageType} came, which a server does not send");
        }
    }

    private void Answer(ReceivedFrame frame)
    {
        var call = _calls.Take();
        if (_calls.IsNextAbandoned)
            _abandoned?.Invoke();
        if (call is not { IsAbandoned: false })
            return;
        try
        {
            var reply = Decode(frame);
            if (reply is RayError error)
                call.TrySetException(new RayforceQueryException(error));
            else
                call.TrySetResult(reply);
        }
        catch (RayforceFormatException exception)
        {
            call.TrySetException(exception);
        }
    }

    /// <summary>
    /// Answers a request of the server's own, which waits for it: there is nothing here that evaluates.
    /// </summary>
    private async Task RefuseAsync()
    {
        using var reply = FramePacker.Begin();
        RaySerializer.Serialize(new RayError("nyi"), reply, _terms.WireVersion);
        FramePacker.Complete(
            reply, new FrameHeader(_terms.WireVersion, FrameFlags.None, MessageType.Response, 0), packAbove: null);
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

    private RayObject Decode(ReceivedFrame frame)
    {
        var (header, payload) = frame;
        if (!_terms.IsTyped || (header.Flags & FrameFlags.Compressed) == 0)
            return ReplyPayload.Read(payload.Span, header.Version);
        using var unpacked = FramePacker.Unpack(payload.Span, _terms.MaxPayload);
        return ReplyPayload.Read(unpacked.WrittenSpan, header.Version);
    }
}
