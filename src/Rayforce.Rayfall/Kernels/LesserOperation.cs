using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The lesser of two; null is the least.</summary>
internal readonly struct LesserOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>
{
    public static bool TakesNulls => true;

    public static T Invoke(T left, T right) => right < left || T.IsNaN(right) ? right : left;

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right) => Vector.ConditionalSelect(
        Vector.LessThan(right, left) | ~Vector.Equals(right, right), right, left);
}
