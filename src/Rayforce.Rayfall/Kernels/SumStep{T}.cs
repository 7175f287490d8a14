using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// The sum so far; a null adds nothing. A block is added up element by element, beginning with the sum of the blocks
/// before, each of which is a sum of its own: those are the bits of native's.
/// </summary>
internal struct SumStep<T> : IStep<T, T>
    where T : INumberBase<T>
{
    private T _sum;
    private RunningTotal<T> _total;
    private int _count;

    public T Next(T element, bool isNull)
    {
        if (_count == RunningTotal<T>.BlockSize)
            (_sum, _count) = (_total.Value, 0);
        _total.Add(element, isNull);
        if (!isNull)
            _sum = unchecked(_sum + element);
        _count++;
        return Results.Finite(_sum);
    }
}
