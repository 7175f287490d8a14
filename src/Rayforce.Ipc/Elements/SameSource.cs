namespace Rayforce;

/// <summary>Elements that are made of what they are.</summary>
/// <param name="refusesNull">Whether the null sentinel is refused, which would become a null unseen.</param>
internal sealed class SameSource<T>(bool refusesNull) : ElementSource<T, T>
    where T : unmanaged
{
    private protected override T Convert(T value) =>
        refusesNull && RayElement<T>.IsNull(value) ? throw RayElement<T>.NoNumber(value) : value;

    private protected override T ConvertRow(T value, int row) =>
        refusesNull && RayElement<T>.IsNull(value)
            ? throw new OverflowException($"Row {row}: {RayElement<T>.NoNumber(value).Message}")
            : value;

    /// <summary>Copied as a block.</summary>
    private protected override T[] ConvertAll(IEnumerable<T> values)
    {
        var copy = values.ToArray();
        if (refusesNull && RayElement<T>.ContainsNull(copy))
            ConvertRow(RayElement<T>.Null, Array.FindIndex(copy, RayElement<T>.IsNull));
        return copy;
    }
}
