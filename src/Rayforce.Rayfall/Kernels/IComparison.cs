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
