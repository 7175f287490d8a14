using System.Text.Json;

namespace Rayforce.Native;

/// <summary>One captured case, copied beside the tests.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Source">The source that was evaluated, where it came from one.</param>
/// <param name="Frame">The captured frame, or the damaged one.</param>
/// <param name="HasNote">Whether some of its bytes mean nothing.</param>
internal sealed record GoldenCase(string Name, string? Source, byte[] Frame, bool HasNote)
{
    /// <summary>Reads a file. One that is missing fails the test that asks for it.</summary>
    public static IReadOnlyList<GoldenCase> Read(string path)
    {
        var full = Path.Combine(AppContext.BaseDirectory, "golden", path);
        Assert.True(File.Exists(full), $"The fixture {full} is missing.");
        return [.. File.ReadLines(full).Select(Parse)];
    }

    private static GoldenCase Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new GoldenCase(
            GetText(root, "name") ?? "",
            GetText(root, "rayfall"),
            Convert.FromHexString(GetText(root, "hex")!),
            root.TryGetProperty("note", out _));
    }

    private static string? GetText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
