using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>One side of a kernel of two operands: elements, or a constant beside them.</summary>
internal interface IOperand<T>
    where T : unmanaged
{
    T At(int index);

    Vector<T> VectorAt(int index);
}
