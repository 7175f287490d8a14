namespace Rayforce;

/// <summary>Reads a fixed-width vector.</summary>
internal sealed class VectorReader<TRay, T>(RayVector<TRay> vector, Func<TRay, T> convert) : ColumnReader<T>
    where TRay : unmanaged
{
    public override int Count => vector.Count;

    public override bool IsNull(int row) => vector.IsNull(row);

    internal override T ReadValue(int row) => convert(vector[row]);

    /// <summary>One block where the type is the vector's own and nothing is null.</summary>
    internal override T[] ReadAll() =>
        (object)vector.Memory is ReadOnlyMemory<T> block && !RayElement<TRay>.ContainsNull(vector.Span)
            ? block.ToArray()
            : base.ReadAll();
}
