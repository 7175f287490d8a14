namespace Rayforce;

/// <summary>Reads a block of elements.</summary>
internal sealed class BlockReader<TRay, T>(ReadOnlyMemory<TRay> elements, Func<TRay, T> convert) : ElementReader<T>
    where TRay : unmanaged
{
    public override int Count => elements.Length;

    public override bool IsNull(int row) => RayElement<TRay>.IsNull(elements.Span[row]);

    public override T ReadValue(int row) => convert(elements.Span[row]);

    /// <summary>One block where the type is the elements' own and nothing is null.</summary>
    public override T[] ReadAll() =>
        (object)elements is ReadOnlyMemory<T> block && !RayElement<TRay>.ContainsNull(elements.Span)
            ? block.ToArray()
            : base.ReadAll();
}
