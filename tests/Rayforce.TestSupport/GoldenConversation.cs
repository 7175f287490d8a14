using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>
/// A conversation recorded from a native server, called by its file and its name there, such as
/// <c>wire3/tcp/auth-ok</c>. A file that is missing fails the test that asks for it.
/// </summary>
public sealed record GoldenConversation(string Case, IReadOnlyList<GoldenStep> Steps)
{
    private static readonly string[] Generations = ["wire1", "wire3"];

    /// <summary>The name in the file.</summary>
    public string Name => Case.Split('/')[2];

    /// <summary>The wire version of the server.</summary>
    public byte Version => (byte)(Case.StartsWith("wire1", StringComparison.Ordinal) ? 1 : 3);

    /// <summary>The conversations of both generations over <c>tcp</c> or <c>websocket</c>, for a theory.</summary>
    public static TheoryData<string> CasesOf(string transport) =>
        [.. Generations.SelectMany(generation => Read($"{generation}/{transport}")).Select(each => each.Case)];

    public static GoldenConversation Find(string name)
    {
        var conversation = FindOrDefault(name);
        Assert.True(conversation is not null, $"There is no conversation {name}.");
        return conversation;
    }

    public static GoldenConversation? FindOrDefault(string name)
    {
        var file = name[..Math.Max(0, name.LastIndexOf('/'))];
        return File.Exists(GoldenFile.Locate($"{file}.json"))
            ? Read(file).SingleOrDefault(conversation => conversation.Case == name)
            : null;
    }

    private static List<GoldenConversation> Read(string file)
    {
        var path = GoldenFile.Locate($"{file}.json");
        Assert.True(File.Exists(path), $"The fixture {path} is missing.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var conversations = document.RootElement.EnumerateArray()
            .Select(element => new GoldenConversation(
                $"{file}/{element.GetProperty("name").GetString()}",
                element.GetProperty("steps").EnumerateArray().Select(GoldenStep.Parse).ToList()))
            .ToList();
        Assert.NotEmpty(conversations);
        return conversations;
    }
}
