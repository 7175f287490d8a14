using System.Net.WebSockets;
using Rayforce.Client;
using Rayforce.Ipc;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>Carries every frame as one binary message.</summary>
internal sealed class WebSocketTransport(Socket socket, Uri endpoint, int maxMessageSize) : IFrameTransport
{
    public bool CanInterrupt => false;

    public string CloseReason =>
        $" ({socket.CloseStatus}{(socket.CloseStatusDescription is { Length: > 0 } text ? $", {text}" : "")})";

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);

    public async ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer)
    {
        var kind = await MessageReceiver.ReceiveAsync(
            socket, buffer, maxMessageSize, CancellationToken.None).ConfigureAwait(false);
        switch (kind)
        {
            case MessageKind.Binary:
                return new ReceivedFrame(ReadHeader(buffer.WrittenSpan), buffer.WrittenMemory.Slice(FrameHeader.Size));
            case MessageKind.Close:
                return null;
            case MessageKind.TooBig:
                throw CreateException(
                    ConnectionErrorReason.MessageTooBig,
                    $"a message is larger than {maxMessageSize} bytes; raise MaxMessageSize or ask for less");
            default:
                throw CreateException(
                    ConnectionErrorReason.ProtocolViolation,
                    "a text message came, where only binary ones have a place");
        }
    }

    public ValueTask InterruptAsync() =>
        throw new NotSupportedException("A WebSocket has nothing that overtakes its messages.");

    public async Task SendCloseAsync(CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(
                WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
    }

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();

    public RayforceConnectionException CreateException(
        ConnectionErrorReason reason, string message, Exception? cause = null) =>
        new RayforceWSException(reason, endpoint, message, cause);

    private FrameHeader ReadHeader(ReadOnlySpan<byte> message)
    {
        try
        {
            return FramePacker.ReadHeader(message);
        }
        catch (RayforceFormatException exception)
        {
            throw CreateException(
                ConnectionErrorReason.ProtocolViolation, $"a message is no frame: {exception.Message}");
        }
    }
}
