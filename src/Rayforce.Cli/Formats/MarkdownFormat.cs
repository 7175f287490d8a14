namespace Rayforce.Cli.Formats;

/// <summary>A table as GitHub's Markdown has it, numbers to the right.</summary>
internal sealed class MarkdownFormat : TextFormat
{
    /// <inheritdoc/>
    protected override void Write(RayObject value, TextWriter writer)
    {
        var table = Tabular.Of(value);
        if (table.ColumnCount == 0)
            return;
        WriteRow(writer, table.Names);
        WriteRow(writer, table.Columns.Select(static column =>
            column.Type is > RayType.B8 and <= RayType.F64 ? "---:" : "---"));
        var cells = table.Columns.Select(Cells.Of).ToArray();
        for (var row = 0; row < table.RowCount; row++)
        {
            var at = row;
            WriteRow(writer, cells.Select(cell => cell(at) ?? ""));
        }
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            writer.Write("| ");
            writer.Write(Escape(cell));
            writer.Write(' ');
        }

        writer.WriteLine('|');
    }

    private static string Escape(string cell) => cell
        .ReplaceLineEndings("<br>")
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal);
}
