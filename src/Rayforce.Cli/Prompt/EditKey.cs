namespace Rayforce.Cli.Prompt;

/// <summary>What a key does.</summary>
internal enum EditKey
{
    /// <summary>Types its character.</summary>
    Type,

    /// <summary>Takes the text, or begins a line where something is open.</summary>
    Submit,

    /// <summary>Begins a line.</summary>
    NewLine,

    /// <summary>Gives the text up.</summary>
    GiveUp,

    /// <summary>Deletes to the right; in an empty text it is the end.</summary>
    DeleteOrEnd,

    /// <summary>Moves a character to the left.</summary>
    Left,

    /// <summary>Moves a character to the right.</summary>
    Right,

    /// <summary>Moves a word to the left.</summary>
    WordLeft,

    /// <summary>Moves a word to the right.</summary>
    WordRight,

    /// <summary>Moves a line up, or to an older entry.</summary>
    Up,

    /// <summary>Moves a line down, or to a newer entry.</summary>
    Down,

    /// <summary>Moves to the beginning of the line.</summary>
    Start,

    /// <summary>Moves to the end of the line.</summary>
    End,

    /// <summary>Deletes to the left.</summary>
    Back,

    /// <summary>Deletes to the right.</summary>
    Delete,

    /// <summary>Cuts the word to the left.</summary>
    KillWordLeft,

    /// <summary>Cuts to the beginning of the line.</summary>
    KillToStart,

    /// <summary>Cuts to the end of the line.</summary>
    KillToEnd,

    /// <summary>Inserts what was cut.</summary>
    Yank,

    /// <summary>Searches the history.</summary>
    Search,

    /// <summary>Completes the name.</summary>
    Complete,

    /// <summary>Clears the screen.</summary>
    Clear,
}
