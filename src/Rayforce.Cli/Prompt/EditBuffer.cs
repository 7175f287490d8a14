using System.Globalization;

namespace Rayforce.Cli.Prompt;

/// <summary>A text that somebody edits, and where the cursor is. What is shown as one character is moved over as one.</summary>
internal sealed class EditBuffer
{
    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the cursor is: before the character of this number.</summary>
    public int Cursor { get; private set; }

    /// <summary>Whether the cursor is in the first line.</summary>
    public bool IsInFirstLine => Text.AsSpan(0, Cursor).IndexOf('\n') < 0;

    /// <summary>Whether the cursor is in the last line.</summary>
    public bool IsInLastLine => Text.AsSpan(Cursor).IndexOf('\n') < 0;

    /// <summary>Takes another text, with the cursor at its end.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    /// <summary>Inserts a text at the cursor.</summary>
    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Replaces what lies between a place and the cursor.</summary>
    public void Replace(int start, string text)
    {
        Delete(start, Cursor);
        Insert(text);
    }

    /// <summary>Moves the cursor to a place.</summary>
    public void MoveTo(int place) => Cursor = place;

    /// <summary>Deletes from one place to another, in any order, and leaves the cursor there.</summary>
    public void Delete(int from, int to)
    {
        var start = Math.Min(from, to);
        Text = Text.Remove(start, Math.Abs(to - from));
        Cursor = start;
    }

    /// <summary>The place of the character before the cursor.</summary>
    public int Left()
    {
        var place = 0;
        while (place < Cursor)
        {
            var next = place + StringInfo.GetNextTextElementLength(Text.AsSpan(place));
            if (next >= Cursor)
                break;
            place = next;
        }

        return place;
    }

    /// <summary>The place behind the character at the cursor.</summary>
    public int Right() =>
        Cursor < Text.Length ? Cursor + StringInfo.GetNextTextElementLength(Text.AsSpan(Cursor)) : Cursor;

    /// <summary>The beginning of the word before the cursor.</summary>
    public int WordLeft()
    {
        var place = Cursor;
        while (place > 0 && !char.IsLetterOrDigit(Text[place - 1]))
            place--;
        while (place > 0 && char.IsLetterOrDigit(Text[place - 1]))
            place--;
        return place;
    }

    /// <summary>The end of the word behind the cursor.</summary>
    public int WordRight()
    {
        var place = Cursor;
        while (place < Text.Length && !char.IsLetterOrDigit(Text[place]))
            place++;
        while (place < Text.Length && char.IsLetterOrDigit(Text[place]))
            place++;
        return place;
    }

    /// <summary>The beginning of the line.</summary>
    public int LineStart() => Text.AsSpan(0, Cursor).LastIndexOf('\n') + 1;

    /// <summary>The end of the line.</summary>
    public int LineEnd() => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;

    /// <summary>Moves the cursor to the line above.</summary>
    public void MoveUp()
    {
        var start = LineStart();
        var column = Cursor - start;
        var above = Text.AsSpan(0, start - 1).LastIndexOf('\n') + 1;
        Cursor = Math.Min(above + column, start - 1);
    }

    /// <summary>Moves the cursor to the line below.</summary>
    public void MoveDown()
    {
        var column = Cursor - LineStart();
        var below = LineEnd() + 1;
        var end = Text.IndexOf('\n', below) is >= 0 and var next ? next : Text.Length;
        Cursor = Math.Min(below + column, end);
    }
}
