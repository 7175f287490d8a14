using System.Net;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>One client's connection, as the server has it.</summary>
public abstract class RayServerConnection : ITopicSubscriber
{
    /// <summary>What programs take for the handle of a connection that has none.</summary>
    private const long NoHandle = -1;

    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected RayServerConnection(string id, EndPoint? remote, ClientLink link, ConnectionTerms terms, BacklogRules rules)
    {
        Id = id;
        RemoteEndPoint = remote;
        Link = link;
        Terms = terms;
        Version = terms.WireVersion;
        Outbox = new Outbox(link, rules);
    }

    /// <summary>What tells this connection from the others, in the log too.</summary>
    public string Id { get; }

    /// <summary>Where the client is; null where the transport does not say.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>
    /// What programs know the connection by, <c>(.ipc.handle)</c>; -1 before the handshake, and where the client cannot
    /// be pushed to. No other connection of the server gets it.
    /// </summary>
    public long Handle { get; internal set; } = NoHandle;

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

    /// <summary>What goes to the client.</summary>
    internal Outbox Outbox { get; }

    /// <summary>The time for each of the client's requests.</summary>
    internal RequestLimit Limit { get; } = new();

    /// <summary>What the client has been asked.</summary>
    internal Questions Questions { get; } = new();

    /// <summary>What has been agreed on with the client.</summary>
    internal ConnectionTerms Terms { get; }

    /// <summary>The wire version that the client spoke last.</summary>
    internal WireVersion Version { get; set; }

    /// <summary>What evaluates this client's requests alone; null where one engine serves all.</summary>
    internal IEngineSession? Session { get; set; }

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

    PublicationForm ITopicSubscriber.Form => new(Version, Terms.PackAbove);

    bool ITopicSubscriber.Take(SharedFrames frames) => Outbox.Take(frames);

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({(IsOpen ? "open" : "closed")})";

    /// <summary>Begins to close the connection; nothing more is sent, no reply either, as natively.</summary>
    internal void Drop(string reason)
    {
        Outbox.Close();
        Conversation?.End(EndingCause.Dropped, reason);
    }

    /// <summary>Hands have been shaken: what waits to be pushed may go.</summary>
    internal void Greet(WireVersion version)
    {
        Version = version;
        Link.NewcomerPlace?.Dispose();
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
            await Outbox.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
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
