using System.Text.Json;

namespace Rayforce.Support;

/// <summary>One captured case.</summary>
/// <param name="Name">The case.</param>
/// <param name="Frame">The frame that native wrote, or a damaged one.</param>
/// <param name="Text">How native prints the object.</param>
/// <param name="Verdict">What native made of a damaged frame: <c>accept</c>, <c>reject</c> or
/// <c>null-pointer</c>.</param>
/// <param name="Code">The error with which it was rejected.</param>
/// <param name="Reserialized">What native wrote back after it accepted.</param>
/// <param name="Raw">A payload.</param>
/// <param name="Packed">The same payload packed, without the size in front; null where packing saves nothing.</param>
internal sealed record GoldenLine(
    string Name,
    byte[] Frame,
    string? Text,
    string? Verdict,
    string? Code,
    byte[]? Reserialized,
    byte[]? Raw,
    byte[]? Packed)
{
    public static GoldenLine Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new GoldenLine(
            GetText(root, "name") ?? "",
            GetBytes(root, "hex") ?? [],
            GetText(root, "text"),
            GetText(root, "verdict"),
            GetText(root, "code"),
            GetBytes(root, "reserialized"),
            GetBytes(root, "raw"),
            GetBytes(root, "compressed"));
    }

    private static string? GetText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[]? GetBytes(JsonElement element, string name) =>
        GetText(element, name) is { } hex ? Convert.FromHexString(hex) : null;
}
