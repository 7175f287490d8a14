namespace Rayforce.Server.Engines;

/// <summary>What evaluates the requests of one client, and ends with it.</summary>
internal interface IEngineSession : IRayEngine
{
    /// <summary>Begins, when hands have been shaken; nothing is asked before.</summary>
    /// <param name="client">The client, which may be pushed to from here on. It is told when the session is lost.</param>
    void Begin(ISessionClient client);
}
