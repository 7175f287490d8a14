using System.Text.RegularExpressions;

namespace Rayforce.Parity.Tests.Suite;

/// <summary>What native's tests ask that is not offered here: assertions with it, and with names that came of it, are left out.</summary>
internal static partial class OutOfScope
{
    /// <summary>Whether a source asks for files, processes, connections, or what the engine does not offer.</summary>
    public static bool Asks(string source) => NotOffered().IsMatch(source);

    /// <summary>The name that a source binds, or null.</summary>
    public static string? Binds(string source) => Binding().Match(source) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a source mentions one of some names.</summary>
    public static bool Mentions(string source, IReadOnlySet<string> names) =>
        names.Count > 0 && Word().EnumerateMatches(source) is var words && Any(source, words, names);

    private static bool Any(string source, Regex.ValueMatchEnumerator words, IReadOnlySet<string> names)
    {
        foreach (var word in words)
        {
            if (names.Contains(source[word.Index..(word.Index + word.Length)]))
                return true;
        }

        return false;
    }

    [GeneratedRegex(
        """\.(sys|os|ipc|mc|fs|csv|db|log|parquet|repl|graph|time)\.|\((exit|load|read|read-bytes|write|write-bytes|read-csv|write-csv|hnsw|ann|dl-|rule|query|pull|datoms|scan-eav|assert-fact|retract-fact|guid|rand|env|timeit|date|time|timestamp|show|print|println|rc|\.mem)\b""")]
    private static partial Regex NotOffered();

    [GeneratedRegex("""^\(set ([^\s()]+) """)]
    private static partial Regex Binding();

    [GeneratedRegex("""[^\s()\[\]{}"':]+""")]
    private static partial Regex Word();
}
