using System.Net;
using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>One client's connection, as the server has it.</summary>
public abstract class RayServerConnection
{
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected RayServerConnection(string id, EndPoint? remote, ClientLink link, ConnectionTerms terms)
    {
        Id = id;
        RemoteEndPoint = remote;
        Link = link;
        Terms = terms;
        Version = terms.WireVersion;
    }

    /// <summary>What tells this connection from the others, in the log too.</summary>
    public string Id { get; }

    /// <summary>Where the client is; null where the transport does not say.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>
    /// Whether the client can tell a push from a reply: over TCP, and on a WebSocket with the
    /// subprotocol <c>rayforce.ipc</c>.
    /// </summary>
    public bool CanPush => Terms.IsTyped;

    /// <summary>
    /// Whether requests of this client that write or reach the system are answered with the error <c>access</c>: it
    /// came with the <see cref="RayServerOptions.ReadPassword"/>, or the host has decided so. Where
    /// <see cref="RayServerOptions.Restricted"/> is set all are, whatever this says.
    /// </summary>
    public bool IsRestricted => Link.IsRestricted;

    /// <summary>Whether the connection takes messages.</summary>
    public bool IsOpen => Link.IsOpen;

    /// <summary>What the client's messages travel by.</summary>
    internal ClientLink Link { get; }

    /// <summary>What has been agreed on with the client.</summary>
    internal ConnectionTerms Terms { get; }

    /// <summary>The wire version that the client spoke last.</summary>
    internal WireVersion Version { get; set; }

    /// <summary>What holds this connection's conversation.</summary>
    internal Conversation? Conversation { get; set; }

    /// <summary>Sends the client an object that it has not asked for.</summary>
    /// <param name="value">The object.</param>
    /// <param name="cancellationToken">Ends the wait; the object may be sent all the same.</param>
    /// <returns>When it has been handed to the network.</returns>
    /// <exception cref="InvalidOperationException">
    /// The client would take a push for a reply; see <see cref="CanPush"/>.
    /// </exception>
    /// <exception cref="RayforceConnectionException">The connection is closed.</exception>
    public Task PushAsync(RayObject value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!CanPush)
            throw new InvalidOperationException($"{Id} does not speak rayforce.ipc: it would take a push for a reply.");
        return PushCoreAsync(value).WaitAsync(cancellationToken);
    }

    /// <summary>Begins to close the connection: requests in evaluation are cancelled.</summary>
    public void Close() => Conversation?.End(EndingCause.ByServer, "the server closed this connection");

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({(IsOpen ? "open" : "closed")})";

    /// <summary>Hands have been shaken: what waits to be pushed may go.</summary>
    internal void Greet(WireVersion version)
    {
        Version = version;
        _greeted.TrySetResult();
    }

    /// <summary>The conversation has ended: what still waits for the handshake waits in vain.</summary>
    internal void Leave() => _greeted.TrySetCanceled();

    private protected abstract RayforceConnectionException CreateException(string message, Exception cause);

    private async Task PushCoreAsync(RayObject value)
    {
        var frame = FrameWriter.Begin();
        try
        {
            await _greeted.Task.ConfigureAwait(false);
            RaySerializer.Serialize(value, frame, Version);
            frame = FrameWriter.Complete(
                frame, new FrameHeader(Version, FrameFlags.None, MessageType.Async, 0), Terms.PackAbove);
            await Link.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            throw CreateException($"Cannot push to {Id}: {exception.Message}", exception);
        }
        finally
        {
            frame.Dispose();
        }
    }
}
