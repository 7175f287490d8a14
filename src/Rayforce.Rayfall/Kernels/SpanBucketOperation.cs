using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>As <see cref="BucketOperation{T}"/> of lengths of time, where a bucket of no size gives null.</summary>
internal readonly struct SpanBucketOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static bool HasVectorForm => false;

    public static bool MakesNulls => true;

    public static T Invoke(T left, T right)
    {
        if (typeof(T) == typeof(double))
            return T.IsZero(right) || T.IsNaN(right) ? T.CreateTruncating(double.NaN) : BucketOperation<T>.Invoke(left, right);
        return T.IsZero(right) || right == T.MinValue ? T.MinValue : BucketOperation<T>.Invoke(left, right);
    }
}
