using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A comparison of two numbers of one type. Null is less than everything and equal to null; of integers it is so by
/// itself, being the least.
/// </summary>
internal interface IComparison<T>
    where T : unmanaged
{
    static abstract bool Invoke(T left, T right);

    /// <summary>All bits of an element set where it holds.</summary>
    static abstract Vector<T> Invoke(Vector<T> left, Vector<T> right);
}

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
