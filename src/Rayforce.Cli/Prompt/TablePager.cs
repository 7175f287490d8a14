using Rayforce.Cli.Formats;
using Spectre.Console;

namespace Rayforce.Cli.Prompt;

/// <summary>Shows a table in pieces of the terminal's size.</summary>
internal sealed class TablePager(IAnsiConsole console)
{
    /// <summary>The frame, the names, the line below, and the one of the keys.</summary>
    private const int RowsOfFrame = 8;

    private const int CellWidth = 60;

    private const string Keys = "space: on  b: back  g, G: first, last  ←, →: columns  q: leave ";

    /// <summary>Shows a table; where it does not fit, until somebody leaves it.</summary>
    public void Show(RayTable table)
    {
        var (row, column) = (0, 0);
        while (true)
        {
            var rows = Math.Max(1, console.Profile.Height - RowsOfFrame);
            var box = new TableBox(table, row, rows, column, console.Profile.Width, CellWidth);
            using var text = new StringWriter { NewLine = "\n" };
            box.Write(text);
            console.Profile.Out.Writer.Write(text.ToString());
            if (row == 0 && column == 0 && box.RowCount == table.RowCount && box.ColumnCount == table.ColumnCount)
                return;
            console.Write(Keys);
            var key = console.Input.ReadKey(intercept: true);
            console.Profile.Out.Writer.Write("\r\u001b[K");
            var last = Math.Max(0, table.RowCount - rows);
            switch (key)
            {
                case { KeyChar: ' ' } or { Key: ConsoleKey.DownArrow or ConsoleKey.PageDown or ConsoleKey.Enter }:
                    if (row == last && column == 0 && box.ColumnCount == table.ColumnCount)
                        return;
                    row = Math.Min(row + rows, last);
                    break;
                case { KeyChar: 'b' } or { Key: ConsoleKey.UpArrow or ConsoleKey.PageUp }:
                    row = Math.Max(0, row - rows);
                    break;
                case { KeyChar: 'g' } or { Key: ConsoleKey.Home }:
                    row = 0;
                    break;
                case { KeyChar: 'G' } or { Key: ConsoleKey.End }:
                    row = last;
                    break;
                case { Key: ConsoleKey.RightArrow } when column + box.ColumnCount < table.ColumnCount:
                    column++;
                    break;
                case { Key: ConsoleKey.LeftArrow } when column > 0:
                    column--;
                    break;
                case { Key: ConsoleKey.RightArrow or ConsoleKey.LeftArrow }:
                    break;
                default:
                    return;
            }
        }
    }
}
