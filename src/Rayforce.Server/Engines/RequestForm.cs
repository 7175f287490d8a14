namespace Rayforce.Server.Engines;

/// <summary>In which form requests go to an upstream.</summary>
internal enum RequestForm
{
    /// <summary>As bytes, unless the wire versions differ.</summary>
    AsItCame,

    /// <summary>Decoded and written anew, for an upstream that does not bear damaged ones.</summary>
    Anew,

    /// <summary>
    /// Written anew so that a native journal can be replayed: it would not start with a request that cannot be read, and
    /// takes lists inside a call for calls that a connection takes for values.
    /// </summary>
    ForJournal,
}
