using System.Buffers;

namespace Rayforce.Display;

/// <summary>Rayfall source in pieces, whole or not, for colours and for what is still open.</summary>
internal static class RayfallTokens
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&*+,-./0123456789<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz|~");

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("-+.:0123456789DTZabcdefhilnptxABCEFNW");

    /// <summary>The pieces, one behind the other.</summary>
    public static List<RayfallToken> Read(ReadOnlySpan<char> source)
    {
        var tokens = new List<RayfallToken>();
        var position = 0;
        var isHead = false;
        while (position < source.Length)
        {
            var token = ReadOne(source, position, isHead);
            tokens.Add(token);
            position = token.End;
            if (token.Kind is not (RayfallTokenKind.Space or RayfallTokenKind.Comment))
                isHead = token.Kind == RayfallTokenKind.Open && source[token.Start] == '(';
        }

        return tokens;
    }

    /// <summary>Whether more is needed: a bracket or a string is not closed.</summary>
    public static bool IsOpen(ReadOnlySpan<char> source)
    {
        var depth = 0;
        foreach (var token in Read(source))
        {
            depth += token.Kind switch
            {
                RayfallTokenKind.Open => 1,
                RayfallTokenKind.Close => -1,
                _ => 0,
            };
            if (token.Kind == RayfallTokenKind.Text && !IsClosed(source.Slice(token.Start, token.Length)))
                return true;
        }

        return depth > 0;
    }

    /// <summary>The bracket that belongs to the one at a place, or nothing.</summary>
    public static int? FindPartner(IReadOnlyList<RayfallToken> tokens, int place)
    {
        var at = 0;
        while (at < tokens.Count && tokens[at].Start != place)
            at++;
        if (at == tokens.Count || tokens[at].Kind is not (RayfallTokenKind.Open or RayfallTokenKind.Close))
            return null;
        var step = tokens[at].Kind == RayfallTokenKind.Open ? 1 : -1;
        for (var depth = 0; at >= 0 && at < tokens.Count; at += step)
        {
            depth += tokens[at].Kind switch
            {
                RayfallTokenKind.Open => 1,
                RayfallTokenKind.Close => -1,
                _ => 0,
            };
            if (depth == 0)
                return tokens[at].Start;
        }

        return null;
    }

    /// <summary>Where the name begins that ends at a place; that place itself where none does.</summary>
    public static int FindName(ReadOnlySpan<char> source, int end) =>
        source[..end].LastIndexOfAnyExcept(NameCharacters) + 1;

    private static RayfallToken ReadOne(ReadOnlySpan<char> source, int start, bool isHead)
    {
        var rest = source[start..];
        var left = rest.Length;
        switch (rest[0])
        {
            case ' ' or '\t' or '\n' or '\r':
                return Make(RayfallTokenKind.Space, rest.IndexOfAnyExcept(" \t\n\r"));
            case ';':
                return Make(RayfallTokenKind.Comment, rest.IndexOf('\n'));
            case '"':
                return Make(RayfallTokenKind.Text, FindQuote(rest) + 1);
            case '(' or '[' or '{':
                return Make(RayfallTokenKind.Open, 1);
            case ')' or ']' or '}':
                return Make(RayfallTokenKind.Close, 1);
            case '\'':
                return Make(RayfallTokenKind.Symbol, 1 + LengthOfName(rest[1..]));
            case (>= '0' and <= '9') or '-' when rest[0] != '-' || (rest.Length > 1 && char.IsAsciiDigit(rest[1])):
                // A time has colons inside.
                var number = rest.IndexOfAnyExcept(NumberCharacters);
                return Make(RayfallTokenKind.Number, number);
            default:
                var name = LengthOfName(rest);
                if (name == 0)
                    return Make(RayfallTokenKind.Other, 1);
                var isKey = name < rest.Length && rest[name] == ':';
                return isKey ? Make(RayfallTokenKind.Key, name + 1)
                    : Make(isHead ? RayfallTokenKind.Head : RayfallTokenKind.Name, name);
        }

        RayfallToken Make(RayfallTokenKind kind, int length) =>
            new(kind, start, length > 0 ? length : left);
    }

    private static int LengthOfName(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExcept(NameCharacters) is >= 0 and var length ? length : text.Length;

    /// <summary>Where a string is closed, -1 where it is not.</summary>
    private static int FindQuote(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i;
            if (text[i] == '\\')
                i++;
        }

        return -1;
    }

    private static bool IsClosed(ReadOnlySpan<char> text) => FindQuote(text) == text.Length - 1;
}
