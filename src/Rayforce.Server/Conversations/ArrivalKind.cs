namespace Rayforce.Server;

/// <summary>The kinds of what may come from a client.</summary>
internal enum ArrivalKind
{
    /// <summary>A frame.</summary>
    Frame,

    /// <summary>What is said of a request that has come before.</summary>
    Note,

    /// <summary>A message that is no frame: it is answered, and the next one may be better.</summary>
    Unreadable,

    /// <summary>The client closes.</summary>
    Close,

    /// <summary>The beginning of something that is too big.</summary>
    TooBig,

    /// <summary>Something that the stream cannot be read on behind.</summary>
    Broken,
}
