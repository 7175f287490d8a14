using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The product so far; a null changes nothing.</summary>
internal struct ProductStep<T>() : IStep<T, T>
    where T : INumberBase<T>
{
    private T _product = T.One;

    public T Next(T element, bool isNull)
    {
        if (!isNull)
            _product = unchecked(_product * element);
        return Results.Finite(_product);
    }
}
