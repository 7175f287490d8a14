using System.Numerics;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The greatest multiple of the right that is not above the left.</summary>
internal readonly struct BucketOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static bool HasVectorForm => false;

    public static T Invoke(T left, T right)
    {
        if (T.IsZero(right) || T.IsNaN(right) || (typeof(T) != typeof(double) && right == T.MinValue))
            throw Fault.Domain("xbar: bucket size must be non-zero and non-null");
        return typeof(T) == typeof(double)
            ? (T)(object)(Math.Floor((double)(object)left / (double)(object)right) * (double)(object)right)
            : unchecked(FloorDivideOperation<T>.Invoke(left, right) * right);
    }
}
