using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The greater of two; null is the least.</summary>
internal readonly struct GreaterOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>
{
    public static bool TakesNulls => true;

    public static T Invoke(T left, T right) => right > left || T.IsNaN(left) ? right : left;

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right) => Vector.ConditionalSelect(
        Vector.GreaterThan(right, left) | ~Vector.Equals(left, left), right, left);
}
