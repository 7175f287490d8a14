namespace Rayforce.FixtureGen;

/// <summary>What differs between committed lines and captured ones, in words.</summary>
internal static class FixtureDifference
{
    private const int Context = 24;
    private const int Shown = 96;

    /// <summary>One text a difference, each of several lines.</summary>
    /// <param name="committed">The lines of the file.</param>
    /// <param name="captured">The lines that it should have.</param>
    public static IEnumerable<string> Find(IReadOnlyList<string> committed, IReadOnlyList<string> captured)
    {
        for (var i = 0; i < Math.Max(committed.Count, captured.Count); i++)
        {
            var old = i < committed.Count ? committed[i] : null;
            var now = i < captured.Count ? captured[i] : null;
            if (old != now)
                yield return $"  line {i + 1}\n  - {Describe(old, now)}\n  + {Describe(now, old)}";
        }
    }

    /// <summary>A line, from a little before the place where it differs from the other one.</summary>
    private static string Describe(string? line, string? other)
    {
        if (line is null)
            return "(no such line)";
        var same = other is null ? 0 : line.AsSpan().CommonPrefixLength(other);
        var start = same < Context ? 0 : same - Context;
        var end = Math.Min(line.Length, start + Shown);
        var comma = line.IndexOf(", ", StringComparison.Ordinal);
        var isNamed = line.StartsWith("{\"name\"", StringComparison.Ordinal) && comma > 0 && comma < start;
        var name = isNamed ? line[..comma] + " … " : "";
        return $"{name}{line[start..end]}{(end < line.Length ? " …" : "")}";
    }
}
