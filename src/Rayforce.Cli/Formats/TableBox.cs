namespace Rayforce.Cli.Formats;

/// <summary>Some rows and columns of a table in a box, its bars below each other whatever the cells hold.</summary>
internal sealed class TableBox
{
    private readonly RayTable _table;
    private readonly int _firstRow;
    private readonly Column[] _columns;

    /// <summary>Lays the box out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="firstRow">The first row that is shown.</param>
    /// <param name="rows">How many rows are shown at most.</param>
    /// <param name="firstColumn">The first column that is shown.</param>
    /// <param name="width">How wide the box may be; one column is shown in any case.</param>
    /// <param name="cellWidth">How wide a cell may be.</param>
    public TableBox(
        RayTable table,
        int firstRow = 0,
        int rows = int.MaxValue,
        int firstColumn = 0,
        int width = int.MaxValue,
        int cellWidth = int.MaxValue)
    {
        _table = table;
        _firstRow = firstRow;
        RowCount = Math.Min(rows, table.RowCount - firstRow);
        var columns = new List<Column>();
        long used = 1;
        for (var i = firstColumn; i < table.ColumnCount; i++)
        {
            var column = new Column(table.Names[i], table.Columns[i], firstRow, RowCount, cellWidth);
            used += column.Width + 3;
            if (used > width && columns.Count > 0)
                break;
            columns.Add(column);
        }

        _columns = [.. columns];
    }

    /// <summary>How many rows are shown.</summary>
    public int RowCount { get; }

    /// <summary>How many columns are shown.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>Writes the box, and below it how much there is.</summary>
    public void Write(TextWriter output)
    {
        if (_columns.Length > 0)
            WriteBox(output);
        var columns = _table.ColumnCount > _columns.Length ? $", {_columns.Length} of {_table.ColumnCount} columns" : "";
        output.Write(_table.RowCount > RowCount
            ? $"rows {Math.Min(_firstRow + 1, _table.RowCount)} to {_firstRow + RowCount} of {_table.RowCount}{columns}\n"
            : $"{_table.RowCount} {(_table.RowCount == 1 ? "row" : "rows")}{columns}\n");
    }

    private void WriteBox(TextWriter output)
    {
        WriteRule(output, '┌', '┬', '┐');
        WriteLine(output, static column => column.Name);
        WriteLine(output, static column => column.Type);
        WriteRule(output, '├', '┼', '┤');
        for (var i = 0; i < RowCount; i++)
        {
            var row = _firstRow + i;
            WriteLine(output, column => column.Cell(row));
        }

        WriteRule(output, '└', '┴', '┘');
    }

    private void WriteRule(TextWriter output, char left, char cross, char right)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            output.Write(i == 0 ? left : cross);
            for (var j = 0; j < _columns[i].Width + 2; j++)
                output.Write('─');
        }

        output.Write(right);
        output.Write('\n');
    }

    private void WriteLine(TextWriter output, Func<Column, string> text)
    {
        foreach (var column in _columns)
        {
            var cell = text(column);
            var padding = column.Width - DisplayWidth.Of(cell);
            output.Write("│ ");
            Pad(output, column.IsNumeric ? padding : 0);
            output.Write(cell);
            Pad(output, (column.IsNumeric ? 0 : padding) + 1);
        }

        output.Write("│\n");
    }

    private static void Pad(TextWriter output, int width)
    {
        for (var i = 0; i < width; i++)
            output.Write(' ');
    }

    private sealed class Column
    {
        private readonly Func<int, string> _cells;
        private readonly int _cellWidth;

        public Column(string name, RayObject values, int firstRow, int rows, int cellWidth)
        {
            _cells = Cells.ForPeople(values);
            _cellWidth = cellWidth;
            Name = Fit(name);
            Type = ColumnType.NameOf(values);
            IsNumeric = ColumnType.IsNumeric(values);
            Width = Math.Max(DisplayWidth.Of(Name), Type.Length);
            for (var row = firstRow; row < firstRow + rows; row++)
                Width = Math.Max(Width, DisplayWidth.Of(Cell(row)));
        }

        public string Name { get; }

        public string Type { get; }

        public bool IsNumeric { get; }

        public int Width { get; }

        public string Cell(int row) => Fit(_cells(row));

        private string Fit(string text)
        {
            var shown = Printable.OnOneLine(text);
            return _cellWidth == int.MaxValue ? shown : DisplayWidth.Cut(shown, _cellWidth);
        }
    }
}
