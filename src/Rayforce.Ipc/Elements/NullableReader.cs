namespace Rayforce;

/// <summary>Reads elements whose nulls show as null references.</summary>
internal sealed class NullableReader<T>(ElementReader<T> values) : ElementReader<T?>
    where T : struct
{
    public override int Count => values.Count;

    public override bool IsNull(int row) => values.IsNull(row);

    public override T? ReadValue(int row) => values.ReadValue(row);

    private protected override T? Null(int row) => null;
}
