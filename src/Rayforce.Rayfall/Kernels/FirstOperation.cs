using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The left operand as it is, so that only the null guard has its say.</summary>
internal readonly struct FirstOperation<T> : IArithmetic<T>
    where T : unmanaged
{
    public static T Invoke(T left, T right) => left;

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right) => left;
}
