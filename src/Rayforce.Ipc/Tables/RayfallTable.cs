using System.Globalization;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// Tables as native prints them: a box with names, types and a footer; at most 10 columns and 20 rows, half of them
/// from the head and half from the tail. Widths are bytes, so texts outside ASCII shift what is right of them.
/// </summary>
internal static class RayfallTable
{
    private const int MaxColumns = 10;
    private const int MaxRows = 20;
    private const int HiddenColumnsWidth = 4;

    public static void Append(Utf8Text text, RayTable table)
    {
        if (table.Columns.Count == 0)
        {
            text.Append("<table>"u8);
            return;
        }

        var columns = new RayfallColumn[Math.Min(table.Columns.Count, MaxColumns)];
        var rows = Math.Min(table.RowCount, MaxRows);
        var rowsHidden = rows < table.RowCount;
        var columnsHidden = columns.Length < table.Columns.Count;
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new RayfallColumn(table.Names.GetUtf8(i), table.Columns[i], rows, rowsHidden);
        var footer = string.Format(
            CultureInfo.InvariantCulture,
            " {0} rows ({1} shown) {2} columns ({3} shown)",
            table.RowCount,
            rows,
            table.Columns.Count,
            columns.Length);
        var width = columns.Sum(column => column.Width) + columns.Length - 1;
        if (width < footer.Length)
        {
            columns[columns.Length - 1].Width += footer.Length - width;
            width = footer.Length;
        }

        if (columnsHidden)
            width += HiddenColumnsWidth;
        AppendGrid(text, columns, rows, rowsHidden, columnsHidden);
        text.Append("\n│"u8);
        text.Append(footer.PadRight(width));
        text.Append("│\n└"u8);
        text.AppendRepeated("─"u8, width);
        text.Append("┘"u8);
    }

    private static void AppendGrid(
        Utf8Text text, RayfallColumn[] columns, int rows, bool rowsHidden, bool columnsHidden)
    {
        AppendRule(text, columns, "┌"u8, "┬"u8, columnsHidden ? "┬───┐"u8 : "┐"u8);
        AppendLine(text, columns, columnsHidden, "│"u8, column => column.AppendName(text));
        AppendLine(text, columns, columnsHidden, "│"u8, column => column.AppendType(text));
        text.Append("\n"u8);
        AppendRule(text, columns, "├"u8, "┼"u8, columnsHidden ? "┼───┤"u8 : "┤"u8);
        for (var i = 0; i < rows; i++)
        {
            if (rowsHidden && i == rows / 2)
                AppendLine(text, columns, columnsHidden, "┆"u8, column => column.AppendEllipsis(text));
            var row = i;
            AppendLine(text, columns, columnsHidden, "│"u8, column => column.AppendCell(text, row));
        }

        text.Append("\n"u8);
        AppendRule(text, columns, "├"u8, "┴"u8, columnsHidden ? "┴───┤"u8 : "┤"u8);
    }

    private static void AppendRule(
        Utf8Text text,
        RayfallColumn[] columns,
        ReadOnlySpan<byte> left,
        ReadOnlySpan<byte> cross,
        ReadOnlySpan<byte> right)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            text.Append(i == 0 ? left : cross);
            text.AppendRepeated("─"u8, columns[i].Width);
        }

        text.Append(right);
    }

    private static void AppendLine(
        Utf8Text text,
        RayfallColumn[] columns,
        bool columnsHidden,
        ReadOnlySpan<byte> bar,
        Action<RayfallColumn> append)
    {
        text.Append("\n"u8);
        text.Append(bar);
        foreach (var column in columns)
        {
            append(column);
            text.Append(bar);
        }

        if (!columnsHidden)
            return;
        text.Append(" … "u8);
        text.Append(bar);
    }
}
