using System.Net;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>
/// Tells the host, which may be anybody's code: what it throws goes to the log. Whether a client may come in is asked of
/// the engine's program, too.
/// </summary>
internal sealed class HostEvents(IRayServerEvents? events, ProgramHooks hooks, ILogger logger)
{
    /// <summary>Asks whether a client may come in.</summary>
    /// <param name="user">The name that came with the password; empty where none came.</param>
    /// <param name="password">The password, which was right; null where none is wanted.</param>
    /// <param name="remote">Where the client is.</param>
    /// <param name="isRestricted">Whether it will be restricted, which the program is in its name, too.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    public async ValueTask<bool> AuthenticateAsync(
        string user, string? password, EndPoint? remote, bool isRestricted, CancellationToken cancellationToken)
    {
        try
        {
            return (events is null || await events.AuthenticateAsync(user, remote, cancellationToken).ConfigureAwait(false))
                && (password is null
                    || await hooks.AuthenticateAsync(user, password, isRestricted, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.EventFailed(nameof(AuthenticateAsync), exception);
            return false;
        }
    }

    /// <summary>Asks whether a client that comes in is restricted.</summary>
    public bool IsRestricted(string user, EndPoint? remote)
    {
        try
        {
            return events?.IsRestricted(user, remote) == true;
        }
        catch (Exception exception)
        {
            logger.EventFailed(nameof(IsRestricted), exception);
            return true;
        }
    }

    /// <summary>Tells that a connection is open.</summary>
    public void Opened(RayServerConnection connection) => Tell(nameof(Opened), () => events?.Opened(connection));

    /// <summary>Asks about a request.</summary>
    /// <returns>The error to answer with; null has it evaluated.</returns>
    public async ValueTask<RayError?> RequestAsync(
        RayServerConnection connection, EngineRequest request, CancellationToken cancellationToken)
    {
        if (events is null)
            return null;
        try
        {
            return await events.RequestAsync(connection, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.EventFailed(nameof(RequestAsync), exception);
            return new RayError("os", "The host could not decide about the request; the server's log says why.");
        }
    }

    /// <summary>Tells that a connection has closed.</summary>
    public void Closed(RayServerConnection connection, string reason) =>
        Tell(nameof(Closed), () => events?.Closed(connection, reason));

    private void Tell(string name, Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception exception)
        {
            logger.EventFailed(name, exception);
        }
    }
}
