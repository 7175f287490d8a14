namespace Rayforce.Rayfall.Kernels;

/// <summary>How many elements of a window are not null.</summary>
internal struct CountWindow<T> : IWindow<T, long>
{
    private long _count;

    public readonly long Result => _count;

    public void Enter(T element, bool isNull) => _count += isNull ? 0 : 1;

    public void Leave(T element, bool isNull) => _count -= isNull ? 0 : 1;
}
