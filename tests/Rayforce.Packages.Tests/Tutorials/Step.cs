namespace Rayforce.Packages.Tests.Tutorials;

/// <summary>What a reader of a tutorial does next.</summary>
/// <param name="File">The file that is saved; null where a command is typed.</param>
/// <param name="Text">What is in the file, or the command.</param>
/// <param name="Output">The lines that the command prints; one that is, or ends with, an ellipsis stands for what is not said.</param>
internal sealed record Step(string? File, string Text, IReadOnlyList<string> Output)
{
    private const string Ellipsis = "…";

    /// <summary>Whether the command goes on while others are typed.</summary>
    public bool StaysRunning => Text.EndsWith(" &", StringComparison.Ordinal);

    /// <summary>The steps of a page: fences that name a file, and those of a console.</summary>
    public static IEnumerable<Step> Read(string page)
    {
        var lines = System.IO.File.ReadAllLines(page);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var words = lines[i][3..].Split(' ');
            string[] body = [.. lines.Skip(i + 1).TakeWhile(static line => line != "```")];
            i += body.Length + 1;
            if (words.Length == 2)
                yield return new Step(words[1], string.Concat(body.Select(static line => line + "\n")), []);
            else if (words[0] == "console")
            {
                foreach (var step in ReadCommands(body))
                    yield return step;
            }
        }
    }

    /// <summary>Whether these lines are what the page shows.</summary>
    public bool Shows(IReadOnlyList<string> lines) => Shows(Output, lines);

    private static bool Shows(IEnumerable<string> shown, IEnumerable<string> lines)
    {
        if (!shown.Any())
            return !lines.Any();
        var first = shown.First();
        if (first == Ellipsis)
            return Enumerable.Range(0, lines.Count() + 1).Any(skipped => Shows(shown.Skip(1), lines.Skip(skipped)));
        return lines.Any()
            && (first.EndsWith(Ellipsis, StringComparison.Ordinal)
                ? lines.First().StartsWith(first[..^1], StringComparison.Ordinal)
                : lines.First().TrimEnd() == first)
            && Shows(shown.Skip(1), lines.Skip(1));
    }

    private static IEnumerable<Step> ReadCommands(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            string[] output =
                [.. lines.Skip(i + 1).TakeWhile(static line => !line.StartsWith("$ ", StringComparison.Ordinal))];
            yield return new Step(null, lines[i][2..], output);
            i += output.Length;
        }
    }
}
