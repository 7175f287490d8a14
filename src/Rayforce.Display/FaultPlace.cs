using System.Globalization;
using System.Text.RegularExpressions;

namespace Rayforce.Display;

/// <summary>Where in a source an error lies, as far as its message tells.</summary>
internal static partial class FaultPlace
{
    /// <summary>
    /// The place in a source: the piece at the line and column that the message names, or the first that has the name
    /// that is not defined; null where the message tells neither.
    /// </summary>
    public static (int Start, int Length)? Find(string source, RayError error)
    {
        var message = error.Message ?? "";
        if (Position().Match(message) is { Success: true } position)
            return AtPosition(source, Number(position.Groups[1]), Number(position.Groups[2]));
        return error.Code == RayErrorCode.Name && UndefinedName().Match(message) is { Success: true } undefined
            ? OfName(source, undefined.Groups[1].Value)
            : null;
    }

    private static (int Start, int Length)? AtPosition(string source, int line, int column)
    {
        var start = 0;
        for (; line > 1; line--)
        {
            var end = source.IndexOf('\n', start);
            if (end < 0)
                return null;
            start = end + 1;
        }

        start = Math.Min(start + column - 1, source.Length);
        foreach (var token in RayfallTokens.Read(source))
        {
            if (token.Start <= start && start < token.End)
                return (start, token.End - start);
        }

        // What is missing is missing at the end.
        return source.Length == 0 ? null : (source.Length - 1, 1);
    }

    private static (int Start, int Length)? OfName(string source, string name)
    {
        foreach (var token in RayfallTokens.Read(source))
        {
            if (token.Kind is RayfallTokenKind.Name or RayfallTokenKind.Head
                && source.AsSpan(token.Start, token.Length).SequenceEqual(name))
            {
                return (token.Start, token.Length);
            }
        }

        return null;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(line (\d{1,9}), column (\d{1,9})\)")]
    private static partial Regex Position();

    [GeneratedRegex("^'(.+)' undefined")]
    private static partial Regex UndefinedName();
}
