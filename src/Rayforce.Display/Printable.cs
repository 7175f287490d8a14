using System.Globalization;
using System.Text;

namespace Rayforce.Display;

/// <summary>Texts that do nothing to a terminal.</summary>
internal static class Printable
{
    /// <summary>A text on one line, its control characters and those that turn its direction escaped.</summary>
    public static string OnOneLine(string text) => Escape(text, keepsLines: false);

    /// <summary>A text whose lines stay, with nothing else that a terminal would obey.</summary>
    public static string Lines(string text) => Escape(text, keepsLines: true);

    private static string Escape(string text, bool keepsLines)
    {
        var first = 0;
        while (first < text.Length && !IsHarmful(text[first], keepsLines))
            first++;
        if (first == text.Length)
            return text;
        var escaped = new StringBuilder(text, 0, first, text.Length + 16);
        foreach (var character in text.AsSpan(first))
        {
            _ = !IsHarmful(character, keepsLines) ? escaped.Append(character) : character switch
            {
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                < '\x80' => escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}"),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            };
        }

        return escaped.ToString();
    }

    private static bool IsHarmful(char character, bool keepsLines) => character switch
    {
        '\n' or '\t' => !keepsLines,
        < ' ' or (>= '\x7f' and < '\xa0') => true,
        '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => false,
    };
}
