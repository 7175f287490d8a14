namespace Rayforce.Server.Engines;

/// <summary>An engine over connections that clients share, or that one has for itself.</summary>
internal interface ISessionEngine : IRayEngine
{
    /// <summary>Keeps a connection for one client.</summary>
    /// <param name="isRestricted">Whether the client may neither write nor reach the system.</param>
    /// <returns>
    /// What evaluates its requests, to be disposed of with the client; null where there are as many as there may be.
    /// </returns>
    IEngineSession? TryOpenSession(bool isRestricted);
}
