using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Tcp.Tests.Support;

/// <summary>
/// A conversation recorded from a native server. A file that is missing fails the test that asks for it.
/// </summary>
internal sealed record TcpConversation(string Generation, string Name, IReadOnlyList<TcpStep> Steps)
{
    public WireVersion Version => Generation == "wire1" ? WireVersion.V1 : WireVersion.V3;

    public static TcpConversation Read(string generation, string name) =>
        Read(generation).Single(conversation => conversation.Name == name);

    /// <summary>The generation and name of every conversation.</summary>
    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var conversation in Read("wire1").Concat(Read("wire3")))
            data.Add(conversation.Generation, conversation.Name);
        return data;
    }

    private static List<TcpConversation> Read(string generation)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", generation, "tcp.json");
        Assert.True(File.Exists(path), $"The fixture {path} is missing.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var conversations = document.RootElement.EnumerateArray()
            .Select(element => new TcpConversation(
                generation,
                element.GetProperty("name").GetString()!,
                element.GetProperty("steps").EnumerateArray().Select(TcpStep.Parse).ToList()))
            .ToList();
        Assert.NotEmpty(conversations);
        return conversations;
    }
}
