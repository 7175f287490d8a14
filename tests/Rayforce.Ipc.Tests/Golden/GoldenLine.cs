using System.Text.Json;

namespace Rayforce.Golden;

/// <summary>One captured case.</summary>
internal sealed record GoldenLine(
    string Name, string? Text, byte[] Frame, string? Verdict, byte[]? Reserialized, string? Code, byte[]? Raw, byte[]? Packed, bool HasNote)
{
    public static GoldenLine Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new GoldenLine(
            GetText(root, "name") ?? "",
            GetText(root, "text"),
            GetBytes(root, "hex") ?? [],
            GetText(root, "verdict"),
            GetBytes(root, "reserialized"),
            GetText(root, "code"),
            GetBytes(root, "raw"),
            GetBytes(root, "compressed"),
            root.TryGetProperty("note", out _));
    }

    private static string? GetText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[]? GetBytes(JsonElement element, string name) =>
        GetText(element, name) is { } hex ? Convert.FromHexString(hex) : null;
}
