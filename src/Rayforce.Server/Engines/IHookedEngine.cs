using Rayforce.Rayfall.Clients;

namespace Rayforce.Server.Engines;

/// <summary>
/// An engine whose programs may be told of connections, by functions that are bound to hooks. Requests of a client go
/// through its own hooks by themselves.
/// </summary>
public interface IHookedEngine : IRayEngine
{
    /// <summary>Calls the function that is bound to a hook.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="arguments">What the function gets.</param>
    /// <param name="client">The client that it is about; null for one that is not let in yet.</param>
    /// <param name="restricted">Whether what writes or reaches the system is refused.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>
    /// What the function gave, which may be an error, of <see cref="RayfallHook.Auth"/> a boolean; null where none is
    /// bound.
    /// </returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    ValueTask<RayObject?> CallAsync(
        RayfallHook hook,
        IReadOnlyList<RayObject> arguments,
        IRayfallClient? client,
        bool restricted,
        CancellationToken cancellationToken);
}
