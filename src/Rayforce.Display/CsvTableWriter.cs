using nietras.SeparatedValues;

namespace Rayforce.Display;

/// <summary>CSV with a header, as RFC 4180 has it, a line feed at the end of a line; a null is an empty field.</summary>
internal sealed class CsvTableWriter(TextWriter output) : ITableWriter
{
    // Columns go by their number: names may come twice.
    private readonly SepWriter _csv = Sep.New(',')
        .Writer(static options => options with { WriteHeader = false, Escape = true }).To(output, leaveOpen: true);

    private bool _hasHeader;

    /// <inheritdoc/>
    public void Write(RayTable rows)
    {
        if (rows.ColumnCount == 0)
            return;
        if (!_hasHeader)
        {
            using var header = _csv.NewRow();
            for (var i = 0; i < rows.ColumnCount; i++)
                header[i].Set(rows.Names[i]);
            _hasHeader = true;
        }

        var cells = rows.Columns.Select(Cells.Of).ToArray();
        for (var row = 0; row < rows.RowCount; row++)
        {
            using var line = _csv.NewRow();
            for (var i = 0; i < cells.Length; i++)
                line[i].Set(cells[i](row) ?? "");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}
