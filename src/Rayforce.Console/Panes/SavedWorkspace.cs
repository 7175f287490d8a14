namespace Rayforce.Console.Panes;

/// <summary>What a browser keeps, and what a file or a link holds.</summary>
internal sealed record SavedWorkspace
{
    /// <summary>The panes in their order.</summary>
    public List<Pane> Panes { get; init; } = [];

    /// <summary>What was run before, the latest last. No file and no link has it.</summary>
    public List<string>? History { get; init; }

    /// <summary>The colours: <c>dark</c>, <c>light</c>, or what the system wants.</summary>
    public string? Theme { get; init; }
}
