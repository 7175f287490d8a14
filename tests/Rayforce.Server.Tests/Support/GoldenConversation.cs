using System.Text.Json;

namespace Rayforce.Server.Tests.Support;

/// <summary>
/// A conversation recorded from a native server. A file that is missing fails the test that asks for it.
/// </summary>
internal sealed record GoldenConversation(string Name, IReadOnlyList<GoldenStep> Steps)
{
    public static IReadOnlyList<GoldenConversation> Read(string generation)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", generation, "websocket.json");
        Assert.True(File.Exists(path), $"The fixture {path} is missing.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var conversations = document.RootElement.EnumerateArray()
            .Select(element => new GoldenConversation(
                element.GetProperty("name").GetString()!,
                element.GetProperty("steps").EnumerateArray().Select(GoldenStep.Parse).ToList()))
            .ToList();
        Assert.NotEmpty(conversations);
        return conversations;
    }
}
