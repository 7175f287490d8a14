using System.Globalization;
using System.Text;
using Wcwidth;

namespace Rayforce.Cli.Formats;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class DisplayWidth
{
    private const int EmojiPresentation = 0xFE0F;

    /// <summary>Two of these letters are a flag.</summary>
    private const int FirstRegionalLetter = 0x1F1E6;

    private const int LastRegionalLetter = 0x1F1FF;

    /// <summary>The columns of a text without control characters.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return text.Length;
        var width = 0;
        while (text.Length > 0)
        {
            var length = StringInfo.GetNextTextElementLength(text);
            width += OfElement(text[..length]);
            text = text[length..];
        }

        return width;
    }

    /// <summary>The columns of what is shown as one: a letter with its marks, an emoji of several characters.</summary>
    public static int OfElement(ReadOnlySpan<char> element)
    {
        var width = 0;
        foreach (var rune in element.EnumerateRunes())
        {
            // A character of a whole that it is a part of takes no room of its own.
            width = rune.Value is EmojiPresentation or (>= FirstRegionalLetter and <= LastRegionalLetter) ? 2 : Math.Max(width, UnicodeCalculator.GetWidth(rune));
        }

        return width;
    }

    /// <summary>The longest beginning of a text that fits some columns.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
            return text;
        var (end, width) = (0, 1);
        while (true)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            width += OfElement(text.AsSpan(end, length));
            if (width > columns)
                return $"{text.AsSpan(0, end)}…";
            end += length;
        }
    }
}
