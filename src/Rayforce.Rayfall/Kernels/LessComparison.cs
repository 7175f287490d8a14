using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Whether the left is less.</summary>
internal readonly struct LessComparison<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Invoke(T left, T right) => left < right || (T.IsNaN(left) && !T.IsNaN(right));

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right)
    {
        var less = Vector.LessThan(left, right);
        return typeof(T) == typeof(double) || typeof(T) == typeof(float)
            ? less | Vector.AndNot(Vector.Equals(right, right), Vector.Equals(left, left))
            : less;
    }
}
