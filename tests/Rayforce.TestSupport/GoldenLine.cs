using System.Globalization;
using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>One captured case.</summary>
/// <param name="Case">What it is called: its file and its name there.</param>
/// <param name="Json">The line.</param>
public sealed record GoldenLine(string Case, JsonElement Json)
{
    /// <summary>The name in the file; the number of the line where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>The frame that native wrote, or a damaged one.</summary>
    public byte[] Frame => GetBytes("hex") ?? [];

    /// <summary>How native prints the object.</summary>
    public string? Text => GetText("text");

    /// <summary>The source that was evaluated, where it came from one.</summary>
    public string? Source => GetText("rayfall");

    /// <summary>The expression of the Python binding that made it.</summary>
    public string? Python => GetText("python");

    /// <summary>What native made of a damaged frame: <c>accept</c>, <c>reject</c> or <c>null-pointer</c>.</summary>
    public string? Verdict => GetText("verdict");

    /// <summary>The error with which it was rejected.</summary>
    public string? Code => GetText("code");

    /// <summary>What native wrote back after it accepted.</summary>
    public byte[]? Reserialized => GetBytes("reserialized");

    /// <summary>What core 2.5.12 made of it, where it differs from 3.0.1.</summary>
    public GoldenLine Older => Of("2.5.12");

    /// <summary>What core 3.0.1 made of it, where the line is of an older one.</summary>
    public GoldenLine Newest => Of("3.0.1");

    /// <summary>Whether some of its bytes mean nothing.</summary>
    public bool HasNote => Json.TryGetProperty("note", out _);

    /// <summary>Whether its reply is another one each time: random, or of the process that gives it.</summary>
    public bool Varies => Json.TryGetProperty("varies", out _);

    public static GoldenLine Parse(string file, int number, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement.Clone();
        var name = root.TryGetProperty("name", out var given)
            ? given.GetString()!
            : number.ToString(CultureInfo.InvariantCulture);
        return new GoldenLine($"{file}/{name}", root) { Name = name };
    }

    public string? GetText(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public byte[]? GetBytes(string name) => GetText(name) is { } hex ? Convert.FromHexString(hex) : null;

    /// <summary>The texts of a list; none where it is not there.</summary>
    public IReadOnlyList<string> GetTexts(string name) => Json.TryGetProperty(name, out var value)
        ? [.. value.EnumerateArray().Select(each => each.GetString()!)]
        : [];

    /// <summary>The texts of an object by their names; none where it is not there.</summary>
    public IReadOnlyDictionary<string, string> GetNamedTexts(string name) => Json.TryGetProperty(name, out var value)
        ? value.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!)
        : new Dictionary<string, string>();

    public override string ToString() => Case;

    private GoldenLine Of(string core) =>
        Json.TryGetProperty(core, out var line) ? new GoldenLine(Case, line) { Name = Name } : this;
}
