namespace Rayforce;

/// <summary>Reads a column whose nulls show as null references.</summary>
internal sealed class NullableReader<T>(ColumnReader<T> values) : ColumnReader<T?>
    where T : struct
{
    public override int Count => values.Count;

    public override bool IsNull(int row) => values.IsNull(row);

    internal override T? ReadValue(int row) => values.ReadValue(row);

    private protected override T? Null(int row) => null;
}
