namespace Rayforce.Data;

/// <summary>Places in a text of SQL, for messages.</summary>
internal static class SqlPlace
{
    /// <summary>What says that a text is wrong, and where.</summary>
    public static RaySqlException Refuse(string text, int position, string message, Exception? inner = null)
    {
        // A parser begins before the blanks that it skips.
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        return new RaySqlException(
            message, before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1, inner);
    }
}
