using System.Collections.Concurrent;
using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>
/// A conversation recorded from a native server, called by its file and its name there, such as
/// <c>wire3/tcp/auth-ok</c>. A file that is missing fails the test that asks for it.
/// </summary>
public sealed record GoldenConversation(string Case, IReadOnlyList<GoldenStep> Steps)
{
    private static readonly string[] Generations = ["wire1", "wire3"];

    /// <summary>The number of the connection that native made.</summary>
    public const int NativeClient = 9;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<GoldenConversation>> Files = new();

    /// <summary>The name in the file.</summary>
    public string Name => Case.Split('/', 3)[2];

    /// <summary>What the server was started with.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Why it cannot be played to a server again; null for one that can.</summary>
    public string? Aside => UnrepeatableCases.WhyNot(this);

    /// <summary>The wire version of the server.</summary>
    public byte Version => (byte)(Case.StartsWith("wire1", StringComparison.Ordinal) ? 1 : 3);

    /// <summary>Whether native was a client too. What told it to connect was not recorded.</summary>
    public bool HasNativeClient => Steps.Any(step => step.Connection == NativeClient);

    /// <summary>What was said on each connection, one after another.</summary>
    public IReadOnlyList<GoldenConversation> Apart =>
        [.. Steps.GroupBy(step => step.Connection).Select(steps => this with { Steps = [.. steps] })];

    /// <summary>The conversations of both generations over <c>tcp</c> or <c>websocket</c>, for a theory.</summary>
    public static TheoryData<string> CasesOf(string transport) =>
        [.. Generations.SelectMany(generation => Read($"{generation}/{transport}")).Select(each => each.Case)];

    /// <summary>Those of some files, called <c>core3/tcp</c> and the like.</summary>
    public static IEnumerable<GoldenConversation> In(params string[] files) => files.SelectMany(Read);

    /// <summary>Those of some files, called <c>core3/tcp</c> and the like, that a server can be asked again.</summary>
    public static TheoryData<string> RepeatableIn(params string[] files) =>
        [.. In(files).Where(each => each.Aside is null).Select(each => each.Case)];

    /// <summary>What the ledger calls a step of this conversation, counted from 1.</summary>
    public string CaseOf(int step) => $"{Case}#{step + 1}";

    public static GoldenConversation Find(string name)
    {
        var conversation = FindOrDefault(name);
        Assert.True(conversation is not null, $"There is no conversation {name}.");
        return conversation;
    }

    /// <summary>The conversation of this name, or the one that has the step of this name.</summary>
    public static GoldenConversation? FindOrDefault(string name)
    {
        if (name.LastIndexOf('#') is var mark and >= 0)
        {
            return FindOrDefault(name[..mark]) is { } whole
                && int.TryParse(name[(mark + 1)..], out var step) && step >= 1 && step <= whole.Steps.Count
                ? whole
                : null;
        }

        var file = string.Join('/', name.Split('/').Take(2));
        return File.Exists(GoldenFile.Locate($"{file}.json"))
            ? Read(file).SingleOrDefault(conversation => conversation.Case == name)
            : null;
    }

    private static IReadOnlyList<GoldenConversation> Read(string file) => Files.GetOrAdd(file, Parse);

    private static IReadOnlyList<GoldenConversation> Parse(string file)
    {
        var path = GoldenFile.Locate($"{file}.json");
        Assert.True(File.Exists(path), $"The fixture {path} is missing.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var conversations = document.RootElement.EnumerateArray()
            .Select(element => new GoldenConversation(
                $"{file}/{element.GetProperty("name").GetString()}",
                element.GetProperty("steps").EnumerateArray().Select(GoldenStep.Parse).ToList())
            {
                Arguments = element.TryGetProperty("args", out var arguments)
                    ? [.. arguments.EnumerateArray().Select(each => each.GetString()!)]
                    : [],
            })
            .ToList();
        Assert.NotEmpty(conversations);
        return conversations;
    }
}
