using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Whether both are equal.</summary>
internal readonly struct EqualComparison<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Invoke(T left, T right) => left == right || (T.IsNaN(left) && T.IsNaN(right));

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right)
    {
        var equal = Vector.Equals(left, right);
        return typeof(T) == typeof(double) || typeof(T) == typeof(float)
            ? equal | Vector.AndNot(~Vector.Equals(right, right), Vector.Equals(left, left))
            : equal;
    }
}
