using Rayforce.Rayfall.Clients;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>
/// Tells the engine's program of connections, where it wants to hear of them. What goes wrong in it is swallowed, as
/// natively; where it decides, that is a no.
/// </summary>
/// <param name="engine">The engine, which may be none that has hooks.</param>
/// <param name="options">Limits.</param>
internal sealed class ProgramHooks(IRayEngine engine, RayServerOptions options)
{
    private readonly IHookedEngine? _engine = engine as IHookedEngine;

    /// <summary>Asks whether a client may come in whose password was right.</summary>
    /// <param name="user">The name that came with the password.</param>
    /// <param name="password">The password.</param>
    /// <param name="isRestricted">Whether the client will be restricted.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    public async ValueTask<bool> AuthenticateAsync(
        string user, string password, bool isRestricted, CancellationToken cancellationToken) =>
        await CallAsync(
            RayfallHook.Auth,
            [new RayString(user), new RayString(password)],
            client: null,
            isRestricted,
            options.EvaluationTimeout,
            cancellationToken).ConfigureAwait(false) switch
        {
            null => true,
            var answer => answer is RayAtom<bool> { Value: true },
        };

    /// <summary>Tells that a connection is open.</summary>
    public Task OpenedAsync(IRayfallClient client, bool isRestricted, CancellationToken cancellationToken) =>
        TellAsync(RayfallHook.Open, client, isRestricted, options.EvaluationTimeout, cancellationToken);

    /// <summary>Tells that one has closed.</summary>
    public Task ClosedAsync(IRayfallClient client, bool isRestricted) =>
        TellAsync(RayfallHook.Close, client, isRestricted, options.CloseTimeout, CancellationToken.None);

    private async Task TellAsync(
        RayfallHook hook,
        IRayfallClient client,
        bool isRestricted,
        TimeSpan timeout,
        CancellationToken cancellationToken) =>
        await CallAsync(hook, [new RayAtom<long>(client.Handle)], client, isRestricted, timeout, cancellationToken)
            .ConfigureAwait(false);

    private async ValueTask<RayObject?> CallAsync(
        RayfallHook hook,
        RayObject[] arguments,
        IRayfallClient? client,
        bool isRestricted,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        if (_engine is null)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await _engine.CallAsync(hook, arguments, client, options.Restricted || isRestricted, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new RayError("cancel");
        }
        catch (ObjectDisposedException)
        {
            // The engine has gone before its last clients.
            return null;
        }
    }
}
