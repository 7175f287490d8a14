using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The difference from the element before; null of the first one and of nulls.</summary>
internal struct DifferenceStep<T>(T none) : IStep<T, T>
    where T : unmanaged, INumberBase<T>
{
    private T _before;
    private bool _isThere;

    public T Next(T element, bool isNull)
    {
        var difference = _isThere && !isNull ? Results.Finite(unchecked(element - _before)) : none;
        (_before, _isThere) = (element, !isNull);
        return difference;
    }
}
