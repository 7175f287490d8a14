using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>What becomes of a result where an operand is null, or where the result is no number.</summary>
internal interface INullGuard<T>
    where T : unmanaged
{
    static abstract T Guard(T left, T right, T result);

    static abstract Vector<T> Guard(Vector<T> left, Vector<T> right, Vector<T> result);
}
