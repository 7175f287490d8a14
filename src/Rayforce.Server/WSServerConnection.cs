using System.Net;
using System.Net.WebSockets;
using Rayforce.Ipc;
using Rayforce.Server.Conversations;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.WebSocket;

/// <summary>One client's connection, as the server has it.</summary>
public sealed class WSServerConnection
{
    private readonly Socket _socket;
    private readonly Dialect _dialect;
    private readonly MessageSender _sender;

    internal WSServerConnection(string id, EndPoint? remote, Socket socket, MessageSender sender, Dialect dialect)
    {
        Id = id;
        RemoteEndPoint = remote;
        _socket = socket;
        _sender = sender;
        _dialect = dialect;
        Version = dialect.DefaultVersion;
    }

    /// <summary>What tells this connection from the others, in the log too.</summary>
    public string Id { get; }

    /// <summary>Where the client is; null where the transport does not say.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>Whether the client speaks the subprotocol <c>rayforce.ipc</c>, and so can be pushed to.</summary>
    public bool HasSubprotocol => _dialect.IsTyped;

    /// <summary>Whether the connection takes messages.</summary>
    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <summary>The wire version that the client spoke last.</summary>
    internal WireVersion Version { get; set; }

    /// <summary>What holds this connection's conversation.</summary>
    internal Conversation? Conversation { get; set; }

    /// <summary>Sends the client an object that it has not asked for.</summary>
    /// <param name="value">The object.</param>
    /// <param name="cancellationToken">Ends the wait; the object may be sent all the same.</param>
    /// <returns>When it has been handed to the network.</returns>
    /// <exception cref="InvalidOperationException">
    /// The client does not speak the subprotocol, and would take a push for a reply; see <see cref="HasSubprotocol"/>.
    /// </exception>
    /// <exception cref="RayforceWSException">The connection is closed.</exception>
    /// <exception cref="NotSupportedException">The client's wire version cannot carry a value in it.</exception>
    public Task PushAsync(RayObject value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!HasSubprotocol)
            throw new InvalidOperationException(
                $"{Id} does not speak {Subprotocol.Name}: it would take a push for a reply.");
        return PushCoreAsync(value).WaitAsync(cancellationToken);
    }

    /// <summary>Begins to close the connection: requests in evaluation are cancelled.</summary>
    public void Close() => Conversation?.End(WebSocketCloseStatus.NormalClosure, "the server closed this connection");

    /// <inheritdoc/>
    public override string ToString() => $"WSServerConnection({(IsOpen ? "open" : "closed")})";

    private async Task PushCoreAsync(RayObject value)
    {
        var frame = FramePacker.Begin();
        try
        {
            RaySerializer.Serialize(value, frame, Version);
            frame = FramePacker.Complete(
                frame, new FrameHeader(Version, FrameFlags.None, MessageType.Async, 0), _dialect.PackAbove);
            await _sender.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            throw new RayforceWSException(
                WSErrorReason.Closed,
                new Uri($"ws://{RemoteEndPoint?.ToString() ?? "localhost"}"),
                $"Cannot push to {Id}: {exception.Message}",
                exception);
        }
        finally
        {
            frame.Dispose();
        }
    }
}
