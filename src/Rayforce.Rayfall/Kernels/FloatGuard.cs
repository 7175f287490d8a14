using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

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
