namespace Rayforce.Client;

/// <summary>What a call asks of the server beside its request, where requests have numbers.</summary>
/// <param name="Flags">Whether it is to be explained.</param>
/// <param name="Credits">How many parts of the reply may come without asking; 0 for a reply that comes whole.</param>
/// <param name="Rows">How many rows a part has at most; 0 leaves it to the server.</param>
/// <param name="Milliseconds">After which time nobody waits; 0 for no end.</param>
internal readonly record struct CallWishes(NoteFlags Flags, ushort Credits, uint Rows, uint Milliseconds)
{
    /// <summary>What stands behind the request's frame.</summary>
    /// <param name="number">The request's number.</param>
    public MessageNote ToNote(uint number) => new(NoteKind.Request, number)
    {
        Flags = Flags,
        Credits = Credits,
        Rows = Rows,
        Milliseconds = Milliseconds,
    };
}
