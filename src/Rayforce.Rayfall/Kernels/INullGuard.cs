using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>What becomes of a result where an operand is null, or where the result is no number.</summary>
internal interface INullGuard<T>
    where T : unmanaged
{
    static abstract T Guard(T left, T right, T result);

    static abstract Vector<T> Guard(Vector<T> left, Vector<T> right, Vector<T> result);
}

/// <summary>No operand is null.</summary>
internal readonly struct Unguarded<T> : INullGuard<T>
    where T : unmanaged
{
    public static T Guard(T left, T right, T result) => result;

    public static Vector<T> Guard(Vector<T> left, Vector<T> right, Vector<T> result) => result;
}

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

/// <summary>Floats: what is not finite is null, and there is one null, whose bits are those of the wire.</summary>
internal readonly struct FloatGuard<T> : INullGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Guard(T left, T right, T result) => T.IsFinite(result) ? result : T.Abs(T.NaN);

    public static Vector<T> Guard(Vector<T> left, Vector<T> right, Vector<T> result)
    {
        // Only of finite numbers the difference from themselves is zero.
        var finite = Vector.Equals(result - result, Vector<T>.Zero);
        return Vector.ConditionalSelect(finite, result, new Vector<T>(T.Abs(T.NaN)));
    }
}
