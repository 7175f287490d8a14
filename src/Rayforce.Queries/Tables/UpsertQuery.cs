using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>An upsert. Its rows are always sequences: one row is a sequence of one.</summary>
internal sealed class UpsertQuery : ChangeQuery
{
    private readonly int _keyColumns;
    private readonly Rows _rows;

    public UpsertQuery(TableSource table, int keyColumns, Rows rows)
        : base(table)
    {
        if (keyColumns < 1 || keyColumns > rows.ColumnCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(keyColumns), keyColumns, $"Upsert: the key is 1 to {rows.ColumnCount} of the columns given.");
        }

        _keyColumns = keyColumns;
        _rows = rows;
    }

    private protected override RayObject BuildFor(WireVersion version, RayObject table) =>
        Form.Call(version, "upsert", table, _keyColumns, _rows.ToSequences(version));
}
