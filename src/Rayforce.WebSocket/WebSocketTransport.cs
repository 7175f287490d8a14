using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Rayforce.Client;
using Rayforce.Ipc;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>Carries every frame as one binary message.</summary>
/// <param name="socket">The connection, on which hands have been shaken.</param>
/// <param name="gathering">Sends together what is sent through the socket; null where messages go one by one.</param>
/// <param name="endpoint">Where the server is.</param>
/// <param name="name">What messages call the server.</param>
/// <param name="options">How much to take, and how fast it has to come.</param>
/// <param name="isNumbered">Whether something may stand behind a frame: which request it is about.</param>
internal sealed class WebSocketTransport(
    Socket socket,
    IMessageGathering? gathering,
    Uri endpoint,
    string name,
    RayConnectionOptions options,
    bool isNumbered) : IBatchTransport
{
    public string Name => name;

    /// <remarks>As rayforce-py's WebSocket client says it.</remarks>
    public string ClosedText => "Cannot execute on closed connection to";

    public bool CanInterrupt => false;

    public string CloseReason =>
        $" ({socket.CloseStatus}{(socket.CloseStatusDescription is { Length: > 0 } text ? $", {text}" : "")})";

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);

    public async ValueTask SendAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (gathering is not null)
            await gathering.GatherAsync().ConfigureAwait(false);
        foreach (var frame in frames)
            await SendAsync(frame).ConfigureAwait(false);
        if (gathering is not null)
            await gathering.ReleaseAsync().ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer)
    {
        try
        {
            var kind = await MessageReceiver.ReceiveAsync(
                socket, buffer, options.MaxMessageSize + (isNumbered ? MessageNote.LargestSize : 0), options.ReceiveTimeout)
                .ConfigureAwait(false);
            return kind switch
            {
                MessageKind.Close => null,
                MessageKind.Binary => Split(buffer),
                MessageKind.TooBig => throw TooBig(),
                _ => throw CreateException(
                    ConnectionErrorReason.ProtocolViolation,
                    "a text message came, where only binary ones have a place"),
            };
        }
        catch (RayforceFormatException exception)
        {
            throw CreateException(
                ConnectionErrorReason.ProtocolViolation, $"a message is no frame: {exception.Message}");
        }
        catch (TimeoutException exception)
        {
            throw CreateException(ConnectionErrorReason.TimedOut, exception.Message, exception);
        }
    }

    public ValueTask InterruptAsync() =>
        throw new NotSupportedException("A WebSocket has nothing that overtakes its messages.");

    public async Task SendCloseAsync(CancellationToken cancellationToken)
    {
        // A server that closes gets its code and its reason back.
        if (socket is { State: WebSocketState.CloseReceived, CloseStatus: { } status })
            await socket.CloseOutputAsync(status, GetReason(status), cancellationToken).ConfigureAwait(false);
        else if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(
                WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
    }

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();

    public RayforceConnectionException CreateException(
        ConnectionErrorReason reason, string message, Exception? cause = null) =>
        new RayforceWSException(reason, endpoint, message, cause);

    private RayforceConnectionException TooBig() => CreateException(
        ConnectionErrorReason.MessageTooBig,
        $"a message is larger than {options.MaxMessageSize} bytes; raise MaxMessageSize or ask for less");

    private ReceivedFrame Split(PooledBuffer message)
    {
        var header = isNumbered ? FrameReader.ReadFirst(message.WrittenSpan) : FrameReader.ReadWhole(message.WrittenSpan);
        if (FrameHeader.Size + header.PayloadSize > options.MaxMessageSize)
            throw TooBig();
        var end = FrameHeader.Size + (int)header.PayloadSize;
        return new ReceivedFrame(header, message.WrittenMemory.Slice(FrameHeader.Size, (int)header.PayloadSize))
        {
            Behind = message.WrittenMemory.Slice(end),
        };
    }

    /// <summary>What the server said, where there can be a reason.</summary>
    private string? GetReason(WebSocketCloseStatus status) =>
        status == WebSocketCloseStatus.Empty ? null : socket.CloseStatusDescription;
}
