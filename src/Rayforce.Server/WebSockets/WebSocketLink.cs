using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Rayforce.Client;
using Rayforce.Ipc;
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
    bool isNumbered)
    : ClientLink(options.SendTimeout)
{
    /// <summary>
    /// What the socket gets at once. It and Kestrel copy whatever they get before they wait for the client to read, so
    /// that a large reply would lie in memory three times. With less the threads change more often than they send.
    /// </summary>
    private const int FragmentSize = 256 * 1024;

    /// <summary>The most bytes of a handshake, which needs two.</summary>
    private const int MaxGreeting = 64 * 1024;

    private volatile bool _isDropped;

    /// <summary>Whether the socket has said by itself that the client broke the protocol.</summary>
    private volatile bool _hasSocketClosed;

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
        catch (Exception exception) when (FindBreach(exception) is { } breach)
        {
            _hasSocketClosed = exception is WebSocketException;
            return new Ending(EndingCause.Breach, breach);
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
        catch (Exception exception) when (FindBreach(exception) is { } breach)
        {
            _hasSocketClosed = exception is WebSocketException;
            return Arrival.Broken(breach);
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

    public override Outgoing Compose(SharedFrames frames, int first, int end) => end - first == 1
        ? new Outgoing(frames.GetBytes(first, end))
        : new Outgoing(frames.GetMessages(first, end), IsComposed: true);

    public override void Abort()
    {
        _isDropped = true;
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
    protected override async ValueTask SendAllCoreAsync(List<Outgoing> messages)
    {
        if (messages is [var only])
        {
            await SendAsync(only).ConfigureAwait(false);
            return;
        }

        await stream.GatherAsync().ConfigureAwait(false);
        try
        {
            foreach (var message in messages)
                await SendAsync(message).ConfigureAwait(false);
        }
        finally
        {
            await KeepPaceAsync(stream.ReleaseAsync(), 0).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(Outgoing message)
    {
        if (!message.IsComposed)
        {
            await SendCoreAsync(message.Bytes).ConfigureAwait(false);
            return;
        }

        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            throw new ConnectionAbortedException("the client is gone");
        for (var rest = message.Bytes; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, FragmentSize)..])
        {
            var part = rest[..Math.Min(rest.Length, FragmentSize)];
            await KeepPaceAsync(stream.WriteAsync(part, CancellationToken.None), part.Length).ConfigureAwait(false);
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
        // It sends nothing more when the rest of a message was not waited for. The client may still read.
        else if (socket.State == WebSocketState.Aborted && !_isDropped && !_hasSocketClosed)
            await stream.WriteAsync(
                CloseFrame.Make(GetStatus(ending.Cause), ending.Reason), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask SendPartAsync(ReadOnlyMemory<byte> part, bool isLast) =>
        socket.SendAsync(part, WebSocketMessageType.Binary, isLast, CancellationToken.None);

    private ValueTask<MessageKind> ReceiveMessageAsync(PooledBuffer buffer, IReceiveRoom room) =>
        MessageReceiver.ReceiveAsync(
            socket, buffer, options.MaxMessageSize + (isNumbered ? MessageNote.LargestSize : 0), options.ReceiveTimeout, room);

    /// <summary>What an exception says that the client has done; null where it is none of the client's doing.</summary>
    private string? FindBreach(Exception exception) => exception switch
    {
        WebSocketException { WebSocketErrorCode: WebSocketError.Faulted } =>
            $"the client broke the protocol ({connection.Fault ?? exception.Message.TrimEnd('.')})",
        TimeoutException => exception.Message.TrimEnd('.'),
        OperationCanceledException => connection.Fault,
        _ => null,
    };

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
