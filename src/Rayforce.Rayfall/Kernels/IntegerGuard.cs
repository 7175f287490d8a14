using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Integers, of which the least is the null: null in, null out.</summary>
internal readonly struct IntegerGuard<T> : INullGuard<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static T Guard(T left, T right, T result) =>
        left == T.MinValue || right == T.MinValue ? T.MinValue : result;

    public static Vector<T> Guard(Vector<T> left, Vector<T> right, Vector<T> result)
    {
        var none = new Vector<T>(T.MinValue);
        return Vector.ConditionalSelect(Vector.Equals(left, none) | Vector.Equals(right, none), none, result);
    }
}
