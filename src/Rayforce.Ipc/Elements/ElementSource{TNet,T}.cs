using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Rayforce;

/// <summary>How a .NET type becomes elements of a type.</summary>
/// <typeparam name="TNet">The .NET type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal abstract class ElementSource<TNet, T> : ElementSource
    where TNet : struct
    where T : unmanaged
{
    /// <inheritdoc/>
    public override Type Type => typeof(TNet);

    /// <inheritdoc/>
    public override TResult MakeAtom<TResult>(object value, IElementMaker<TResult> maker) =>
        maker.MakeAtom(Convert((TNet)value));

    /// <inheritdoc/>
    public override bool TryMakeVector<TResult>(
        IEnumerable sequence, IElementMaker<TResult> maker, [MaybeNullWhen(false)] out TResult vector)
    {
        vector = default;
        if (sequence is IEnumerable<TNet> values)
            vector = maker.MakeVector(ConvertAll(values));
        else if (sequence is IEnumerable<TNet?> nullables)
            vector = maker.MakeVector<T>([.. nullables.Select(ConvertRow)]);
        else
            return false;
        return true;
    }

    /// <exception cref="OverflowException">The element type does not hold the value.</exception>
    private protected abstract T Convert(TNet value);

    private protected virtual T ConvertRow(TNet value, int row) => Convert(value);

    private protected virtual T[] ConvertAll(IEnumerable<TNet> values) => [.. values.Select(ConvertRow)];

    private T ConvertRow(TNet? value, int row)
    {
        if (value is { } known)
            return ConvertRow(known, row);
        return RayElement<T>.HasNull
            ? RayElement<T>.Null
            : throw new NotSupportedException(
                $"Row {row} is null, and a vector of {RayElement<T>.Type} has no null. " +
                "Give it a value, or take a type that has one, such as short.");
    }
}
