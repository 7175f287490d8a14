namespace Rayforce.Console.Panes;

/// <summary>When a pane asks.</summary>
public enum PaneMode
{
    /// <summary>When somebody says so.</summary>
    Once,

    /// <summary>Again and again.</summary>
    Repeat,

    /// <summary>Never: it shows what is published on a topic.</summary>
    Topic,
}
