namespace Rayforce.Rayfall.Types;

/// <summary>A table: named columns of equal count.</summary>
internal sealed class TableValue : Datum
{
    private readonly int[] _names;
    private readonly Column?[] _columns;
    private readonly TableValue? _source;
    private readonly ReadOnlyMemory<int> _rows;

    /// <param name="names">The columns' names, as symbols.</param>
    /// <param name="columns">As many vectors or lists, of equal count.</param>
    public TableValue(int[] names, Column[] columns) => (_names, _columns) = (names, columns);

    public ReadOnlySpan<int> Names => _names;

    /// <summary>
    /// Some rows of another table. A column is brought together when it is asked for: often most of them never are. The
    /// caller has charged what all of them take.
    /// </summary>
    public TableValue(TableValue source, ReadOnlyMemory<int> rows) =>
        (_names, _columns, _source, _rows) = (source._names, new Column?[source._columns.Length], source, rows);

    public ReadOnlySpan<Column> Columns
    {
        get
        {
            if (_source is not null)
            {
                for (var i = 0; i < _columns.Length; i++)
                    At(i);
            }

            return _columns!;
        }
    }

    public int RowCount => _columns.Length == 0 ? 0 : _source is null ? _columns[0]!.Count : _rows.Length;

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => _columns.Length;

    public override RayType Type => RayType.Table;

    /// <summary>The first column of a name, or nothing.</summary>
    public Column? Find(int name) => IndexOf(name) is >= 0 and var index ? At(index) : null;

    public int IndexOf(int name) => Array.IndexOf(_names, name);

    /// <summary>The rows of some numbers, in that order; a negative number gives nulls.</summary>
    public TableValue Gather(ReadOnlySpan<int> rows)
    {
        var columns = Columns.ToArray();
        for (var i = 0; i < columns.Length; i++)
            columns[i] = columns[i].Gather(rows);
        return new TableValue(_names, columns);
    }

    /// <summary>Some rows that follow each other.</summary>
    public TableValue Slice(int start, int count) =>
        _source is null
            ? new(_names, Array.ConvertAll(_columns, column => column!.Slice(start, count)))
            : new(_source, _rows.Slice(start, count));

    // Two threads that ask at once bring together the same.
    private Column At(int index) => _columns[index] ??= _source!.At(index).Gather(_rows.Span);
}
