using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A constant.</summary>
internal readonly struct Constant<T>(T value) : IOperand<T>
    where T : unmanaged
{
    private readonly Vector<T> _vector = new(value);

    public T At(int index) => value;

    public Vector<T> VectorAt(int index) => _vector;
}
