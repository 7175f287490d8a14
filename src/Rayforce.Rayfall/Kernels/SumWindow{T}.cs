using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// The sum over a window, as the difference of two running sums: that of all elements, and that of those that have left.
/// </summary>
internal struct SumWindow<T> : IWindow<T, T>
    where T : INumberBase<T>
{
    private RunningTotal<T> _entered;
    private RunningTotal<T> _left;

    public readonly T Result => Results.Finite(unchecked(_entered.Value - _left.Value));

    public void Enter(T element, bool isNull) => _entered.Add(element, isNull);

    public void Leave(T element, bool isNull) => _left.Add(element, isNull);
}
