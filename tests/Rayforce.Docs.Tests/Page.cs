using System.Reflection;
using System.Text.RegularExpressions;

namespace Rayforce.Docs;

/// <summary>A page of the documentation.</summary>
/// <param name="Name">Its path from the root.</param>
/// <param name="Lines">Its text.</param>
internal sealed partial record Page(string Name, IReadOnlyList<string> Lines)
{
    /// <summary>The directory that holds everything.</summary>
    public static string Root { get; } = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == nameof(Root)).Value!;

    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Prepend("CONTRIBUTING.md")
            .Prepend("README.md")
            .Select(static name => new Page(name, File.ReadAllLines(Path.Combine(Root, name)))),
    ];

    /// <summary>The snippets of all pages, each by its place: page and line.</summary>
    public static IReadOnlyDictionary<string, Snippet> Snippets { get; } =
        All.SelectMany(static page => page.ReadSnippets()).ToDictionary();

    /// <summary>The server of the README, whom the pages ask.</summary>
    public static Snippet Server => Snippets
        .Single(static at => at.Key.StartsWith("README.md", StringComparison.Ordinal) && at.Value.Endpoint is not null)
        .Value;

    private IEnumerable<KeyValuePair<string, Snippet>> ReadSnippets()
    {
        for (var line = 0; line < Lines.Count; line++)
        {
            var fence = Fence().Match(Lines[line]);
            if (!fence.Success)
                continue;
            var code = Lines.Skip(line + 1).TakeWhile(static text => text.Trim() != "```")
                .Select(text => text.Length > fence.Groups[1].Length ? text[fence.Groups[1].Length..] : "");
            yield return new($"{Name}:{line + 1}", new Snippet([.. code]));
        }
    }

    [GeneratedRegex("^( *)```csharp$")]
    private static partial Regex Fence();
}
