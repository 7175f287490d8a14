using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// The sum over a window, as the difference of two running sums: that of all elements, and that of those that have left.
/// </summary>
internal struct SumWindow<T> : IWindow<T, T>
    where T : INumberBase<T>
{
    private T _entered;
    private T _left;

    public readonly T Result => Results.Finite(unchecked(_entered - _left));

    public void Enter(T element, bool isNull)
    {
        if (!isNull)
            _entered = unchecked(_entered + element);
    }

    public void Leave(T element, bool isNull)
    {
        if (!isNull)
            _left = unchecked(_left + element);
    }
}
