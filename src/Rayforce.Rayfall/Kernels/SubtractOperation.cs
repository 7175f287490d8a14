using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The difference; integers wrap.</summary>
internal readonly struct SubtractOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>
{
    public static bool MarksNulls => false;

    public static T Invoke(T left, T right) => unchecked(left - right);

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right) => left - right;
}
