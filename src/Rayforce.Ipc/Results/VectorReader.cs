namespace Rayforce;

/// <summary>Reads a fixed-width vector.</summary>
internal sealed class VectorReader<TRay, T>(RayVector<TRay> vector, Func<TRay, T> convert) : ColumnReader<T>
    where TRay : unmanaged
{
    public override int Count => vector.Count;

    public override bool IsNull(int row) => vector.IsNull(row);

    internal override T ReadValue(int row) => convert(vector[row]);
}
