namespace Rayforce.Data;

/// <summary>The tokens of SQL that a parser library does not have: each gives its length, 0 where there is none.</summary>
internal static class SqlTokens
{
    /// <summary>A text in single quotes, which are doubled inside.</summary>
    public static int Text(ReadOnlySpan<char> span) => Quoted(span, '\'');

    /// <summary>A name in double quotes or backticks, which are doubled inside.</summary>
    public static int Name(ReadOnlySpan<char> span) => span.IsEmpty || span[0] is not ('"' or '`')
        ? 0
        : Quoted(span, span[0]) is var length and > 2 ? length : 0;

    /// <summary>A number without a sign.</summary>
    public static int Number(ReadOnlySpan<char> span)
    {
        var length = Digits(span, 0);
        var whole = length;
        if (length < span.Length && span[length] == '.')
            length = Digits(span, length + 1);
        if (whole == 0 && length <= 1)
            return 0;
        if (length < span.Length && span[length] is 'e' or 'E')
        {
            var digits = length + 1;
            if (digits < span.Length && span[digits] is '+' or '-')
                digits++;
            if (Digits(span, digits) is var end && end > digits)
                length = end;
        }

        return length;
    }

    /// <summary>A parameter: <c>@p</c>, <c>:p</c>, <c>$p</c>, <c>$1</c> or <c>?</c>.</summary>
    public static int Parameter(ReadOnlySpan<char> span)
    {
        if (span.IsEmpty || span[0] is not ('@' or ':' or '$' or '?'))
            return 0;
        if (span[0] == '?')
            return 1;
        var length = 1;
        while (length < span.Length && (char.IsAsciiLetterOrDigit(span[length]) || span[length] == '_'))
            length++;
        return length > 1 ? length : 0;
    }

    /// <summary>How many <c>?</c> stand before a place, outside of texts, names and comments.</summary>
    public static int MarksBefore(string text, int place)
    {
        var marks = 0;
        for (var i = 0; i < place;)
        {
            var rest = text.AsSpan(i);
            var skipped = rest[0] is '\'' or '"' or '`' ? Quoted(rest, rest[0])
                : rest.StartsWith("--") ? rest.IndexOf('\n')
                : rest.StartsWith("/*") ? rest.IndexOf("*/") + 2
                : 0;
            marks += rest[0] == '?' ? 1 : 0;
            i += Math.Max(skipped, 1);
        }

        return marks;
    }

    private static int Quoted(ReadOnlySpan<char> span, char quote)
    {
        if (span.IsEmpty || span[0] != quote)
            return 0;
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i] != quote)
                continue;
            if (i + 1 == span.Length || span[i + 1] != quote)
                return i + 1;
            i++;
        }

        return 0;
    }

    private static int Digits(ReadOnlySpan<char> span, int start)
    {
        while (start < span.Length && char.IsAsciiDigit(span[start]))
            start++;
        return start;
    }
}
