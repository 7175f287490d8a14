using System.Text.RegularExpressions;

namespace Rayforce.Docs;

/// <summary>
/// The ports of the pages: a server's WebSocket is at 8765, its TCP at 8766, and a server behind a gateway at 5000.
/// Nothing of this is free for sure on the machine that runs the tests.
/// </summary>
/// <param name="Listening">Where a server of the pages listens in fact, in the order in which it says so.</param>
internal sealed partial record Ports(IReadOnlyList<int> Listening)
{
    /// <summary>The code of a server, with ports that the system chooses.</summary>
    public static string Free(string code) => Own().Replace(code, "0");

    /// <summary>At how many ports the code of a server listens.</summary>
    public static int Count(string code) => Own().Matches(code).Select(static match => match.Value).Distinct().Count();

    /// <summary>A text that leads to where the server listens in fact.</summary>
    public string Locate(string text) => Asked().Replace(text, match =>
        $"localhost:{(match.Groups[1].Value == "8765" ? Listening[0] : Listening[^1])}");

    [GeneratedRegex("876[56]")]
    private static partial Regex Own();

    [GeneratedRegex("localhost:(8765|8766|5000)")]
    private static partial Regex Asked();
}
