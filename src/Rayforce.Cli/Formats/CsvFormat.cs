using nietras.SeparatedValues;

namespace Rayforce.Cli.Formats;

/// <summary>CSV with a header, as RFC 4180 has it, with a line feed for the end of a line; a null is an empty field.</summary>
internal sealed class CsvFormat : TextFormat
{
    /// <inheritdoc/>
    protected override void Write(RayObject value, TextWriter writer)
    {
        var table = Tabular.Of(value);
        if (table.ColumnCount == 0)
            return;
        // Columns go by their number: names may come twice.
        using var csv = Sep.New(',')
            .Writer(static options => options with { WriteHeader = false, Escape = true }).To(writer, leaveOpen: true);
        using (var header = csv.NewRow())
        {
            for (var i = 0; i < table.ColumnCount; i++)
                header[i].Set(table.Names[i]);
        }

        var cells = table.Columns.Select(Cells.Of).ToArray();
        for (var row = 0; row < table.RowCount; row++)
        {
            using var line = csv.NewRow();
            for (var i = 0; i < cells.Length; i++)
                line[i].Set(cells[i](row) ?? "");
        }
    }
}
