using Spectre.Console;

namespace Rayforce.Cli.Prompt;

/// <summary>The colours of Rayfall: those of the terminal's own palette, which fit a dark and a light one.</summary>
internal static class TokenStyles
{
    /// <summary>How a bracket is shown when the cursor is at it or at its partner.</summary>
    public static Style Partner { get; } = new(Color.Default, decoration: Decoration.Bold | Decoration.Underline);

    /// <summary>The style of a piece.</summary>
    public static Style Of(RayfallTokenKind kind) => kind switch
    {
        RayfallTokenKind.Comment => new Style(Color.Grey),
        RayfallTokenKind.Text => new Style(Color.Green),
        RayfallTokenKind.Symbol => new Style(Color.Purple),
        RayfallTokenKind.Number => new Style(Color.Teal),
        RayfallTokenKind.Head => new Style(Color.Blue, decoration: Decoration.Bold),
        RayfallTokenKind.Key => new Style(Color.Olive),
        _ => Style.Plain,
    };
}
