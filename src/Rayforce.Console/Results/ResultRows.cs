using Rayforce.Display;

namespace Rayforce.Console.Results;

/// <summary>
/// Rows to show: those of one table, or of several with the same columns, one behind the other. The columns stay as they
/// were decoded; a cell is made when it is asked for.
/// </summary>
public sealed class ResultRows
{
    private readonly List<Segment> _segments = [];

    /// <summary>Makes rows of a table.</summary>
    public ResultRows(RayTable table)
    {
        Names = [.. table.Names];
        Types = [.. table.Columns.Select(ColumnType.NameOf)];
        IsNumeric = [.. table.Columns.Select(ColumnType.IsNumeric)];
        _segments.Add(new Segment(table, 0));
        Count = table.RowCount;
    }

    /// <summary>The names of the columns.</summary>
    public string[] Names { get; }

    /// <summary>Their types, in short.</summary>
    public string[] Types { get; }

    /// <summary>Which of them hold numbers.</summary>
    public bool[] IsNumeric { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>The tables, in their order.</summary>
    public IEnumerable<RayTable> Tables => _segments.Select(static segment => segment.Table);

    /// <summary>Adds the rows of a table behind the others.</summary>
    /// <returns>False where its columns are others.</returns>
    public bool TryAdd(RayTable table)
    {
        if (!table.Names.ToArray().AsSpan().SequenceEqual(Names)
            || !table.Columns.Select(ColumnType.NameOf).SequenceEqual(Types))
        {
            return false;
        }

        _segments.Add(new Segment(table, Count));
        Count += table.RowCount;
        return true;
    }

    /// <summary>Drops the oldest tables while more rows than this are left without them.</summary>
    public void KeepLast(int rows)
    {
        var dropped = 0;
        while (dropped < _segments.Count - 1 && Count - _segments[dropped].End >= rows)
            dropped++;
        if (dropped == 0)
            return;
        _segments.RemoveRange(0, dropped);
        Count = 0;
        foreach (var segment in _segments)
        {
            segment.First = Count;
            Count += segment.Table.RowCount;
        }
    }

    /// <summary>The text of a cell; null for a null.</summary>
    public string? GetCell(int row, int column)
    {
        var segment = Find(row);
        return segment.GetCell(row - segment.First, column) is { } text ? Printable.OnOneLine(text) : null;
    }

    private Segment Find(int row)
    {
        var (low, high) = (0, _segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_segments[middle].First <= row)
                low = middle;
            else
                high = middle - 1;
        }

        return _segments[low];
    }

    private sealed class Segment(RayTable table, int first)
    {
        private readonly Func<int, string?>[] _cells = [.. table.Columns.Select(Cells.Of)];

        public RayTable Table => table;

        public int First { get; set; } = first;

        public int End => First + table.RowCount;

        /// <summary>The null symbol and the null string are empty texts.</summary>
        public string? GetCell(int row, int column) =>
            _cells[column](row) is { } text && (text.Length > 0 || table[column] is not RayTextVector) ? text : null;
    }
}
