using System.Net;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>
/// What a host may say and hear of its server's clients, by <see cref="RayServerOptions.Events"/>. Each member does
/// nothing unless it is implemented. They are called by many connections at once, and each holds up its own connection
/// only. What one throws is logged; where it decides, that is a no.
/// </summary>
public interface IRayServerEvents
{
    /// <summary>
    /// Decides whether a client may come in whose password is right, or who needs none. Called once for a connection,
    /// before the handshake of a WebSocket, and before the answer to the credentials over TCP.
    /// </summary>
    /// <param name="user">The name that came with the password; empty where none came.</param>
    /// <param name="remote">Where the client is; null where the transport does not say.</param>
    /// <param name="cancellationToken">The client has gone, or the server stops.</param>
    /// <returns>Whether it may.</returns>
    ValueTask<bool> AuthenticateAsync(string user, EndPoint? remote, CancellationToken cancellationToken) => new(true);

    /// <summary>
    /// Decides whether requests of a client that has been let in are refused with the error <c>access</c> where they write
    /// or reach the system. Called once for a connection; one that throws restricts it.
    /// </summary>
    /// <param name="user">The name that came with the password; empty where none came.</param>
    /// <param name="remote">Where the client is; null where the transport does not say.</param>
    bool IsRestricted(string user, EndPoint? remote) => false;

    /// <summary>Hands have been shaken; requests follow.</summary>
    /// <param name="connection">The connection, which may be pushed to from here on.</param>
    void Opened(RayServerConnection connection)
    {
    }

    /// <summary>Decides about a request before it is evaluated.</summary>
    /// <param name="connection">Whose request it is.</param>
    /// <param name="request">The request, whose payload is valid until the task has completed.</param>
    /// <param name="cancellationToken">The client has gone, the time is up, or the server stops.</param>
    /// <returns>Null has it evaluated; an error is the reply in its place.</returns>
    ValueTask<RayError?> RequestAsync(
        RayServerConnection connection, EngineRequest request, CancellationToken cancellationToken) => default;

    /// <summary>
    /// A connection that was opened has closed, and every request on it is done with, but for those without a reply: they
    /// may go on for as long as <see cref="RayServerOptions.PostTimeout"/> says.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="reason">Why, as in the log.</param>
    void Closed(RayServerConnection connection, string reason)
    {
    }
}
