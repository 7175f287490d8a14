using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;
using Rayforce.WebSocket;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.Server;

/// <summary>A client behind a WebSocket.</summary>
internal sealed class WebSocketLink(
    Socket socket,
    GatheringStream stream,
    UpgradedStream connection,
    Action abort,
    WSListener listener,
    RayServerOptions options,
    ServerMetrics metrics,
    bool isNumbered)
    : ClientLink(options.SendTimeout, metrics)
{
    /// <summary>
    /// What the socket gets at once. It and Kestrel copy whatever they get before they wait for the client to read, so
    /// that a large reply would lie in memory three times. With less the threads change more often than they send.
    /// </summary>
    private const int FragmentSize = 256 * 1024;

    /// <summary>The most bytes of a handshake, which needs two.</summary>
    private const int MaxGreeting = 64 * 1024;

    public override bool IsOpen => socket.State == WebSocketState.Open;

    public override WireVersion Version => listener.WireVersion;

    public override RayWriteOptions WriteOptions => RayWriteOptions.None;

    public override async Task<Ending?> ShakeHandsAsync()
    {
        using var greeting = new PooledBuffer(MessageReceiver.InitialSize);
        try
        {
            var kind = await MessageReceiver.ReceiveAsync(socket, greeting, MaxGreeting, options.ReceiveTimeout)
                .ConfigureAwait(false);
            if (kind == MessageKind.Close)
                return new Ending(EndingCause.ByClient, "the client closed");
            if (kind == MessageKind.TooBig)
                return new Ending(EndingCause.TooBig, $"the handshake is larger than {MaxGreeting} bytes");
            if (kind != MessageKind.Binary || !Subprotocol.IsGreeting(greeting.WrittenSpan))
                return new Ending(EndingCause.ByServer, "the handshake is wrong");
            await SendAsync(Subprotocol.GreetingReply).ConfigureAwait(false);
            return null;
        }
        catch (WebSocketException exception) when (exception.WebSocketErrorCode == WebSocketError.Faulted)
        {
            return new Ending(EndingCause.Breach, Describe(exception));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<Arrival> ReceiveAsync(ReceivedContent content)
    {
        var buffer = content.Buffer;
        try
        {
            switch (await ReceiveMessageAsync(buffer, content).ConfigureAwait(false))
            {
                case MessageKind.Close:
                    return Arrival.Close;
                case MessageKind.TooBig:
                    return Arrival.TooBig;
                case MessageKind.Text:
                    return Arrival.Unreadable("Expected a binary message, got a text message.");
                default:
                    return isNumbered ? ReadNumbered(buffer) : Read(buffer);
            }
        }
        catch (RayforceFormatException exception)
        {
            return Arrival.Unreadable(exception.Message);
        }
        catch (WebSocketException exception) when (exception.WebSocketErrorCode == WebSocketError.Faulted)
        {
            // The socket has sent the close frame that says so.
            return Arrival.Broken(Describe(exception));
        }
        catch (TimeoutException exception)
        {
            return Arrival.Broken(exception.Message.TrimEnd('.'));
        }
    }

    private static Arrival Read(PooledBuffer message)
    {
        var header = FrameReader.ReadWhole(message.WrittenSpan);
        message.Skip(FrameHeader.Size);
        return Arrival.Frame(header);
    }

    /// <summary>A frame, behind which a note may stand, or a note alone.</summary>
    private Arrival ReadNumbered(PooledBuffer message)
    {
        if (MessageNote.TryRead(message.WrittenSpan, out var alone) && alone.IsAlone)
            return Arrival.OfNote(alone);
        var header = FrameReader.ReadFirst(message.WrittenSpan);
        if (FrameHeader.Size + header.PayloadSize > options.MaxMessageSize)
            return Arrival.TooBig;
        var behind = message.WrittenSpan[(FrameHeader.Size + (int)header.PayloadSize)..];
        if (behind.IsEmpty)
            return Read(message);
        if (!MessageNote.TryRead(behind, out var note) || note.Kind != NoteKind.Request)
            return Arrival.Unreadable($"What stands behind the frame, {behind.Length} bytes, is no note of a request.");
        message.Skip(FrameHeader.Size);
        message.CutTo((int)header.PayloadSize);
        return Arrival.Frame(header) with { Note = note };
    }

    public override void Abort()
    {
        socket.Abort();
        abort();
    }

    protected override async ValueTask SendCoreAsync(ReadOnlyMemory<byte> message)
    {
        for (; message.Length > FragmentSize; message = message[FragmentSize..])
            await KeepPaceAsync(SendPartAsync(message[..FragmentSize], isLast: false), FragmentSize).ConfigureAwait(false);
        await KeepPaceAsync(SendPartAsync(message, isLast: true), message.Length).ConfigureAwait(false);
    }

    /// <remarks>Small ones go out together: what they cost is the way to the network.</remarks>
    protected override async ValueTask SendAllCoreAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        await stream.GatherAsync().ConfigureAwait(false);
        try
        {
            foreach (var message in messages)
                await SendCoreAsync(message).ConfigureAwait(false);
        }
        finally
        {
            await KeepPaceAsync(stream.ReleaseAsync(), 0).ConfigureAwait(false);
        }
    }

    protected override async Task CloseCoreAsync(Ending ending, CancellationToken cancellationToken)
    {
        // A client that closes gets its code and its reason back.
        if (socket is { State: WebSocketState.CloseReceived, CloseStatus: { } status })
            await socket.CloseOutputAsync(status, GetReason(status), cancellationToken).ConfigureAwait(false);
        else if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(
                GetStatus(ending.Cause), ending.Reason, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask SendPartAsync(ReadOnlyMemory<byte> part, bool isLast) =>
        socket.SendAsync(part, WebSocketMessageType.Binary, isLast, CancellationToken.None);

    private ValueTask<MessageKind> ReceiveMessageAsync(PooledBuffer buffer, IReceiveRoom room) =>
        MessageReceiver.ReceiveAsync(
            socket, buffer, options.MaxMessageSize + (isNumbered ? MessageNote.LargestSize : 0), options.ReceiveTimeout, room);

    private string Describe(WebSocketException breach) =>
        $"the client broke the protocol ({connection.Fault ?? breach.Message.TrimEnd('.')})";

    /// <summary>What the client said, where there can be a reason.</summary>
    private string? GetReason(WebSocketCloseStatus status) =>
        status == WebSocketCloseStatus.Empty ? null : socket.CloseStatusDescription;

    private static WebSocketCloseStatus GetStatus(EndingCause cause) => cause switch
    {
        EndingCause.Stopping => WebSocketCloseStatus.EndpointUnavailable,
        EndingCause.TooBig => WebSocketCloseStatus.MessageTooBig,
        EndingCause.Breach => WebSocketCloseStatus.ProtocolError,
        EndingCause.Failed => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.NormalClosure,
    };
}
