using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The product so far; a null changes nothing. Multiplied block by block, as <see cref="SumStep{T}"/> adds.</summary>
internal struct ProductStep<T>() : IStep<T, T>
    where T : INumberBase<T>
{
    private T _product = T.One;
    private T _before = T.One;
    private T _block = T.One;
    private int _count;

    public T Next(T element, bool isNull)
    {
        if (_count == RunningTotal<T>.BlockSize)
        {
            // A block with a zero may be infinite before it: then the product is right, and not that of the blocks.
            var product = unchecked(_before * _block);
            _product = T.IsNaN(product) ? _product : product;
            (_before, _block, _count) = (_product, T.One, 0);
        }

        if (!isNull)
            (_product, _block) = unchecked((_product * element, _block * element));
        _count++;
        return Results.Finite(_product);
    }
}
