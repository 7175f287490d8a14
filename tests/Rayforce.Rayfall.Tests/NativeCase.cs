using System.Text.Json;

namespace Rayforce.Rayfall;

/// <summary>A request and what native answered.</summary>
internal sealed record NativeCase(
    string? Source, string? Query, string? Hex, string? Code, string? Message, string? Output)
{
    public static IReadOnlyList<NativeCase> Read(string path)
    {
        var full = Path.Combine(AppContext.BaseDirectory, path);
        Assert.True(File.Exists(full), $"The fixture {full} is missing.");
        var cases = File.ReadLines(full).Where(line => line.Length > 0).Select(Parse).ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    private static NativeCase Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new NativeCase(Get("rayfall"), Get("query"), Get("hex"), Get("code"), Get("message"), Get("output"));

        string? Get(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
