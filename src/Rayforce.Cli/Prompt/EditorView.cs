using System.Globalization;
using Rayforce.Cli.Formats;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rayforce.Cli.Prompt;

/// <summary>
/// Shows what is edited, over what was shown before. It breaks lines itself, before a terminal would, so that it knows
/// where the cursor is.
/// </summary>
internal sealed class EditorView(IAnsiConsole console)
{
    private const int NarrowestConsole = 20;

    /// <summary>How many rows the cursor is below the first one.</summary>
    private int _cursorRow;

    private int _lastRow;

    /// <summary>Shows a text.</summary>
    /// <param name="prompt">What stands before its first line.</param>
    /// <param name="text">The text.</param>
    /// <param name="cursor">Where the cursor is.</param>
    public void Draw(string prompt, string text, int cursor)
    {
        var width = Math.Max(console.Profile.Width, NarrowestConsole) - 1;
        var segments = new List<Segment> { Segment.Control(Up(_cursorRow) + "\r\u001b[J") };
        var (row, column) = (0, 0);
        var (cursorRow, cursorColumn) = (0, 0);
        Put(prompt, new Style(Color.Grey));
        var indent = new string(' ', Math.Min(DisplayWidth.Of(prompt), width / 2));
        var tokens = text.StartsWith('\\') ? [new(RayfallTokenKind.Other, 0, text.Length)] : RayfallTokens.Read(text);
        var partner = RayfallTokens.FindPartner(tokens, cursor);
        foreach (var token in tokens)
        {
            var style = partner is not null && (token.Start == cursor || token.Start == partner)
                ? TokenStyles.Partner
                : TokenStyles.Of(token.Kind);
            for (var i = token.Start; i < token.End;)
            {
                if (i == cursor)
                    (cursorRow, cursorColumn) = (row, column);
                var length = StringInfo.GetNextTextElementLength(text.AsSpan(i, token.End - i));
                if (text[i] == '\n')
                {
                    Break();
                    Put(indent, Style.Plain);
                }
                else
                {
                    Put(text.Substring(i, length), style);
                }

                i += length;
            }
        }

        if (cursor == text.Length)
            (cursorRow, cursorColumn) = (row, column);
        segments.Add(Segment.Control($"{Up(row - cursorRow)}\r{(cursorColumn > 0 ? $"\u001b[{cursorColumn}C" : "")}"));
        (_cursorRow, _lastRow) = (cursorRow, row);
        console.Write(new Drawing(segments));

        void Put(string element, Style style)
        {
            var shown = Printable.OnOneLine(element);
            var columns = DisplayWidth.Of(shown);
            if (column + columns > width)
                Break();
            segments.Add(new Segment(shown, style));
            column += columns;
        }

        void Break()
        {
            segments.Add(Segment.LineBreak);
            (row, column) = (row + 1, 0);
        }
    }

    /// <summary>Leaves what is shown, for the line below it.</summary>
    public void Leave()
    {
        var down = _lastRow - _cursorRow;
        console.Write(new Drawing([Segment.Control(down > 0 ? $"\u001b[{down}B\r" : "\r"), Segment.LineBreak]));
        (_cursorRow, _lastRow) = (0, 0);
    }

    private static string Up(int rows) => rows > 0 ? $"\u001b[{rows}A" : "";

    private sealed class Drawing(IReadOnlyList<Segment> segments) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
