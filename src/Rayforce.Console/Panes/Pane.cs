namespace Rayforce.Console.Panes;

/// <summary>What is kept of a pane: what it asks and how it shows the answer, and no data.</summary>
public sealed class Pane
{
    /// <summary>Tells it from the others.</summary>
    public string Id { get; set; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>What it is called.</summary>
    public string Title { get; set; } = "Query";

    /// <summary>The Rayfall source, or the name of the topic.</summary>
    public string Source { get; set; } = "";

    /// <summary>When it asks.</summary>
    public PaneMode Mode { get; set; }

    /// <summary>How long it waits between two questions, in seconds.</summary>
    public int Seconds { get; set; } = 2;

    /// <summary>Whether a table is drawn.</summary>
    public bool IsChart { get; set; }

    /// <summary>The column of the chart's axis; null for the one that suggests itself.</summary>
    public string? Axis { get; set; }

    /// <summary>The columns of the chart; null for those of numbers.</summary>
    public List<string>? Series { get; set; }

    /// <summary>Whether it takes the whole width.</summary>
    public bool IsWide { get; set; }
}
