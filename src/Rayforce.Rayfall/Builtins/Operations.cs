using System.Numerics;

namespace Rayforce.Rayfall;

/// <summary>Sum.</summary>
internal readonly struct AddOperation : IInt64Operation, IDoubleOperation
{
    public static long Invoke(long left, long right) => left + right;

    public static Vector<long> Invoke(Vector<long> left, Vector<long> right) => left + right;

    public static double Invoke(double left, double right) => left + right;

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right) => left + right;
}

/// <summary>Difference. Adding zero turns a negative zero into a positive one, as native does.</summary>
internal readonly struct SubtractOperation : IInt64Operation, IDoubleOperation
{
    public static long Invoke(long left, long right) => left - right;

    public static Vector<long> Invoke(Vector<long> left, Vector<long> right) => left - right;

    public static double Invoke(double left, double right) => left - right + 0.0;

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right) =>
        left - right + Vector<double>.Zero;
}

/// <summary>Product.</summary>
internal readonly struct MultiplyOperation : IInt64Operation, IDoubleOperation
{
    public static long Invoke(long left, long right) => left * right;

    public static Vector<long> Invoke(Vector<long> left, Vector<long> right) => left * right;

    public static double Invoke(double left, double right) => left * right;

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right) => left * right;
}

/// <summary>Quotient; division by zero is null because it is not finite.</summary>
internal readonly struct DivideOperation : IDoubleOperation
{
    public static double Invoke(double left, double right) => left / right;

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right) => left / right;
}


/// <summary>Quotient rounded down, as a double that holds a whole number.</summary>
internal readonly struct FloorDivideOperation : IDoubleOperation
{
    public static double Invoke(double left, double right) => Math.Floor(left / right);

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right) => Vector.Floor(left / right);
}

/// <summary>Remainder with the sign of the divisor; null where the divisor is zero.</summary>
internal readonly struct ModuloOperation : IInt64Operation, IDoubleOperation
{
    public static long Invoke(long left, long right)
    {
        if (right == 0)
            return long.MinValue;
        // The one quotient that does not fit divides without a remainder.
        if (right == -1)
            return 0;
        var remainder = left % right;
        return remainder != 0 && (remainder ^ right) < 0 ? remainder + right : remainder;
    }

    public static Vector<long> Invoke(Vector<long> left, Vector<long> right)
    {
        // No processor divides 64-bit integers in vectors.
        Span<long> result = stackalloc long[Vector<long>.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = Invoke(left[i], right[i]);
        return new Vector<long>(result);
    }

    public static double Invoke(double left, double right)
    {
        if (right == 0)
            return Nulls.Double;
        const double tiny = 1e-12;
        var result = left - right * Math.Floor(left / right);
        return Math.Abs(result) < tiny || Math.Abs(result - Math.Abs(right)) < tiny ? 0.0 : result;
    }

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right)
    {
        Span<double> result = stackalloc double[Vector<double>.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = Invoke(left[i], right[i]);
        return new Vector<double>(result);
    }
}

/// <summary>Power.</summary>
internal readonly struct PowerOperation : IDoubleOperation
{
    public static double Invoke(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? Nulls.Double : Math.Pow(left, right);

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right)
    {
        Span<double> result = stackalloc double[Vector<double>.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = Invoke(left[i], right[i]);
        return new Vector<double>(result);
    }
}
