using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The sum so far; a null adds nothing.</summary>
internal struct SumStep<T> : IStep<T, T>
    where T : INumberBase<T>
{
    private T _sum;

    public T Next(T element, bool isNull)
    {
        if (!isNull)
            _sum = unchecked(_sum + element);
        return Results.Finite(_sum);
    }
}
