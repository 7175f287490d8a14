namespace Rayforce.Server.Engines;

/// <summary>An engine over connections that clients share, or that one has for itself.</summary>
internal interface ISessionEngine : IRayEngine
{
    /// <summary>Keeps a connection for one client.</summary>
    /// <returns>
    /// What evaluates its requests, to be disposed of with the client; null where there are as many as there may be.
    /// </returns>
    IEngineSession? TryOpenSession();
}
