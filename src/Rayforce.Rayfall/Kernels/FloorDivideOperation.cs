using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The quotient rounded down; null where the divisor is zero.</summary>
internal readonly struct FloorDivideOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // A quotient has to be an I64.
    private const double Limit = 9223372036854775808.0;

    public static bool HasVectorForm => typeof(T) == typeof(double);

    public static bool MakesNulls => true;

    public static T Invoke(T left, T right)
    {
        if (typeof(T) == typeof(double))
            return (T)(object)Whole(Math.Floor((double)(object)left / (double)(object)right));
        if (T.IsZero(right))
            return T.MinValue;
        // The one quotient that does not fit wraps, which the processor's division would not do.
        if (right == -T.One)
            return unchecked(T.Zero - left);
        var quotient = left / right;
        return T.IsNegative(left) != T.IsNegative(right) && quotient * right != left ? quotient - T.One : quotient;
    }

    public static Vector<T> Invoke(Vector<T> left, Vector<T> right)
    {
        var quotient = Vector.Floor((left / right).As<T, double>());
        var isWhole = Vector.LessThan(Vector.Abs(quotient), new Vector<double>(Limit));
        return Vector.ConditionalSelect(isWhole, quotient, new Vector<double>(double.NaN)).As<double, T>();
    }

    private static double Whole(double quotient) => Math.Abs(quotient) < Limit ? quotient : double.NaN;
}
