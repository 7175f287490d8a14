using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The remainder, with the divisor's sign; null where the divisor is zero.</summary>
internal readonly struct ModuloOperation<T> : IArithmetic<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // What division leaves of decimal fractions is no remainder.
    private const double Tiny = 1e-12;

    public static bool HasVectorForm => false;

    public static bool MakesNulls => true;

    public static T Invoke(T left, T right)
    {
        if (typeof(T) == typeof(double))
            return (T)(object)Modulo((double)(object)left, (double)(object)right);
        if (T.IsZero(right))
            return T.MinValue;
        if (right == -T.One)
            return T.Zero;
        var rest = left % right;
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(right) ? rest + right : rest;
    }

    private static double Modulo(double left, double right)
    {
        var rest = Math.FusedMultiplyAdd(-right, Math.Floor(left / right), left);
        var isZero = Math.Abs(rest) < Tiny || Math.Abs(rest - Math.Abs(right)) < Tiny;
        return isZero ? Math.CopySign(0, right) : rest;
    }
}
