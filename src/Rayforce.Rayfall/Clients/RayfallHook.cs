namespace Rayforce.Rayfall.Clients;

/// <summary>What a server tells the program of, where a function of that name is bound.</summary>
public enum RayfallHook
{
    /// <summary><c>.ipc.on.open</c>: a connection is open; gets its handle.</summary>
    Open,

    /// <summary><c>.ipc.on.close</c>: it has closed; gets its handle.</summary>
    Close,

    /// <summary><c>.ipc.on.sync</c>: a request came that wants a reply; gets it as it came, and gives the reply.</summary>
    Sync,

    /// <summary><c>.ipc.on.async</c>: one came that wants none; gets it as it came.</summary>
    Async,

    /// <summary><c>.ipc.on.auth</c>: a client's password was right; gets user and password, and gives whether it may come in.</summary>
    Auth,
}
