using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>No operand is null.</summary>
internal readonly struct Unguarded<T> : INullGuard<T>
    where T : unmanaged
{
    public static T Guard(T left, T right, T result) => result;

    public static Vector<T> Guard(Vector<T> left, Vector<T> right, Vector<T> result) => result;
}
