namespace Rayforce.Rayfall.Types;

/// <summary>A table: named columns of equal count.</summary>
internal sealed class TableValue : Datum
{
    private readonly int[] _names;
    private readonly Column[] _columns;

    /// <param name="names">The columns' names, as symbols.</param>
    /// <param name="columns">As many vectors or lists, of equal count.</param>
    public TableValue(int[] names, Column[] columns) => (_names, _columns) = (names, columns);

    public ReadOnlySpan<int> Names => _names;

    public ReadOnlySpan<Column> Columns => _columns;

    public int RowCount => _columns.Length == 0 ? 0 : _columns[0].Count;

    public override RayType Type => RayType.Table;

    /// <summary>The first column of a name, or nothing.</summary>
    public Column? Find(int name) => IndexOf(name) is >= 0 and var index ? _columns[index] : null;

    public int IndexOf(int name) => Array.IndexOf(_names, name);

    /// <summary>The rows of some numbers, in that order; a negative number gives nulls.</summary>
    public TableValue Gather(ReadOnlySpan<int> rows)
    {
        var columns = new Column[_columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = _columns[i].Gather(rows);
        return new TableValue(_names, columns);
    }

    /// <summary>Some rows that follow each other.</summary>
    public TableValue Slice(int start, int count) =>
        new(_names, Array.ConvertAll(_columns, column => column.Slice(start, count)));
}
