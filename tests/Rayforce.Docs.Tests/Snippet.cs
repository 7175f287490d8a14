using System.Text.RegularExpressions;

namespace Rayforce.Docs;

/// <summary>A program on a page, as it stands there.</summary>
/// <param name="Lines">The code.</param>
internal sealed partial record Snippet(IReadOnlyList<string> Lines)
{
    public string Code => string.Join('\n', Lines);

    /// <summary>Where the server that this snippet runs is found; null where it runs none.</summary>
    public string? Endpoint => Served().Match(Code) is { Success: true } served ? served.Groups[1].Value : null;

    /// <summary>Whether it connects to a server that runs already.</summary>
    public bool AsksServer => Served().Replace(Code, "").Contains("//localhost:", StringComparison.Ordinal);

    /// <summary>Whether it needs a native library.</summary>
    public bool IsNative => Code.Contains("using Rayforce.Native;", StringComparison.Ordinal)
        || Code.Contains("NativeEngine", StringComparison.Ordinal);

    /// <summary>
    /// What is printed: the comment behind each <c>Console.WriteLine</c>, or else the lines of comment right below.
    /// </summary>
    public IEnumerable<string> Output
    {
        get
        {
            for (var i = 0; i < Lines.Count; i++)
            {
                var print = Print().Match(Lines[i]);
                if (print.Groups["output"].Success)
                {
                    yield return print.Groups["output"].Value;
                }
                else if (print.Success)
                {
                    for (; i + 1 < Lines.Count && Lines[i + 1].StartsWith("// ", StringComparison.Ordinal); i++)
                        yield return Lines[i + 1][3..];
                }
            }
        }
    }

    [GeneratedRegex("// until Ctrl-C, at ([a-z]+://[^ \n]+)$", RegexOptions.Multiline)]
    private static partial Regex Served();

    [GeneratedRegex(@"Console\.WriteLine\(.*\);( // (?<output>.*))?$")]
    private static partial Regex Print();
}
