using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>One side of a kernel of two operands: elements, or a constant beside them.</summary>
internal interface IOperand<T>
    where T : unmanaged
{
    T At(int index);

    Vector<T> VectorAt(int index);
}

/// <summary>Elements that follow each other, at least as many as the kernel writes.</summary>
internal readonly ref struct Elements<T>(ReadOnlySpan<T> span) : IOperand<T>
    where T : unmanaged
{
    private readonly ref T _first = ref MemoryMarshal.GetReference(span);

    public T At(int index) => Unsafe.Add(ref _first, index);

    public Vector<T> VectorAt(int index) => Vector.LoadUnsafe(ref _first, (nuint)index);
}

/// <summary>A constant.</summary>
internal readonly struct Constant<T>(T value) : IOperand<T>
    where T : unmanaged
{
    private readonly Vector<T> _vector = new(value);

    public T At(int index) => value;

    public Vector<T> VectorAt(int index) => _vector;
}
