namespace Rayforce.Display;

/// <summary>What a piece of Rayfall source is, as far as somebody who types it sees.</summary>
internal enum RayfallTokenKind
{
    /// <summary>Blanks.</summary>
    Space,

    /// <summary>From a semicolon to the end of the line.</summary>
    Comment,

    /// <summary>A string, which may not be closed yet.</summary>
    Text,

    /// <summary>A quoted name.</summary>
    Symbol,

    /// <summary>A number, date or time.</summary>
    Number,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A name at the head of a list.</summary>
    Head,

    /// <summary>A name with a colon behind it.</summary>
    Key,

    /// <summary>What opens.</summary>
    Open,

    /// <summary>What closes.</summary>
    Close,

    /// <summary>Anything else.</summary>
    Other,
}
