using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>
/// The known differences from native of one part, as <c>tests/ledger</c> tells them. A case on the ledger has to
/// differ: what agrees again comes off it.
/// </summary>
/// <param name="Where">The part, as the lines of the ledger call it.</param>
public sealed record Ledger(string Where)
{
    private static readonly Lazy<IReadOnlyList<Difference>> Lines = new(ReadAll);

    public static Ledger Decoder { get; } = new("decoder");

    public static Ledger OlderDecoder { get; } = new("decoder of older cores");

    public static Ledger Encoder { get; } = new("encoder");

    public static Ledger EmbeddedEngine { get; } = new("embedded engine");

    public static Ledger TcpClient { get; } = new("TCP client");

    public static Ledger TcpServer { get; } = new("TCP server");

    public static Ledger TcpServerOfBothVersions { get; } = new("TCP server of both wire versions");

    public static Ledger TcpServerOfNative { get; } = new("TCP server, native engine");

    public static Ledger WebSocketServer { get; } = new("WebSocket server");

    public static Ledger WebSocketServerOfNative { get; } = new("WebSocket server, native engine");

    public static Ledger WebSocketClient { get; } = new("WebSocket client");

    /// <summary>What the core of April 2026 writes otherwise into the fixtures than the one that they are of.</summary>
    public static Ledger Fixtures { get; } = new("fixtures of core wire1");

    public static Ledger QueryBuilder { get; } = new("query builder");

    /// <summary>Where a query as source gives something else than the query as an object.</summary>
    public static Ledger QuerySource { get; } = new("query source");

    /// <summary>Every part that has a ledger.</summary>
    public static IReadOnlyList<Ledger> All { get; } =
    [
        Decoder, OlderDecoder, Encoder, EmbeddedEngine, TcpClient, TcpServer, TcpServerOfBothVersions,
        TcpServerOfNative, WebSocketServer, WebSocketServerOfNative, WebSocketClient, Fixtures, QueryBuilder, QuerySource,
        .. NativeRayforce.All.Select(Core),
    ];

    /// <summary>Where a core answers otherwise than the one that the cases were captured from.</summary>
    public static Ledger Core(string core) => new($"core {core}");

    /// <summary>All lines, of every part.</summary>
    public static IReadOnlyList<Difference> ReadLines() => Lines.Value;

    /// <summary>What is known of a case; null for one that has to agree.</summary>
    public Difference? Find(string name) =>
        Lines.Value.SingleOrDefault(line => line.Where == Where && line.Case == name);

    /// <summary>Whether a case is known to differ.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Fails where a case differs that has to agree, or agrees that is known to differ.</summary>
    /// <param name="name">The case.</param>
    /// <param name="difference">How it differs; null when it agrees.</param>
    public void Judge(string name, string? difference)
    {
        if (Find(name) is not { } known)
            Assert.True(difference is null, $"{name}: {difference}");
        else
            Assert.True(
                difference is not null,
                $"{name} is no longer different: take it off the ledger of the {Where}. It said: {known.Reason}");
    }

    /// <summary>
    /// Judges a conversation step by step. One that is on the ledger as a whole has to differ somewhere.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="differences">How each step that was looked at differs.</param>
    public void JudgeSteps(GoldenConversation conversation, IReadOnlyDictionary<int, string?> differences)
    {
        if (Has(conversation.Case))
        {
            Judge(conversation.Case, differences.Values.FirstOrDefault(each => each is not null));
            return;
        }

        var wrong = new List<string>();
        foreach (var (step, difference) in differences)
        {
            var name = conversation.CaseOf(step);
            if (difference is not null && !Has(name))
                wrong.Add($"{name}: {difference}");
            else if (difference is null && Find(name) is { } known)
                wrong.Add($"{name} is no longer different: take it off the ledger of the {Where}. " +
                    $"It said: {known.Reason}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IReadOnlyList<Difference> ReadAll()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ledger"), "*.jsonl");
        return [.. files.SelectMany(File.ReadLines).Select(Parse)];
    }

    private static Difference Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new Difference(
            root.GetProperty("case").GetString()!,
            root.GetProperty("where").GetString()!,
            root.GetProperty("reason").GetString()!,
            root.TryGetProperty("instead", out var instead) ? instead.GetString() : null,
            root.TryGetProperty("shape", out var shape) ? shape.GetString() : null,
            root.TryGetProperty("native", out var native) ? native.GetString() : null,
            root.TryGetProperty("only", out var only) ? only.GetString() : null);
    }
}
