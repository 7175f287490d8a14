using System.Numerics;

namespace Rayforce.Rayfall;

/// <summary>An operation on two 64-bit integers, neither of them null.</summary>
internal interface IInt64Operation
{
    static abstract long Invoke(long left, long right);

    static abstract Vector<long> Invoke(Vector<long> left, Vector<long> right);
}

/// <summary>An operation on two doubles; NaN, the null, comes out where it went in.</summary>
internal interface IDoubleOperation
{
    static abstract double Invoke(double left, double right);

    static abstract Vector<double> Invoke(Vector<double> left, Vector<double> right);
}

/// <summary>Loops over blocks. The operation is a type argument, so that each loop is compiled for it.</summary>
internal static class Kernels
{
    /// <summary>Whole numbers: null where either operand is.</summary>
    public static void Int64<TOperation>(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result)
        where TOperation : IInt64Operation
    {
        var width = Vector<long>.Count;
        var none = new Vector<long>(long.MinValue);
        var i = 0;
        for (; i <= result.Length - width; i += width)
        {
            var a = new Vector<long>(left.Slice(i, width));
            var b = new Vector<long>(right.Slice(i, width));
            var isNull = Vector.Equals(a, none) | Vector.Equals(b, none);
            Vector.ConditionalSelect(isNull, none, TOperation.Invoke(a, b)).CopyTo(result.Slice(i, width));
        }

        for (; i < result.Length; i++)
        {
            result[i] = left[i] == long.MinValue || right[i] == long.MinValue
                ? long.MinValue
                : TOperation.Invoke(left[i], right[i]);
        }
    }

    /// <summary>Decimals: what is no finite number becomes the null.</summary>
    public static void Double<TOperation>(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
        where TOperation : IDoubleOperation
    {
        var width = Vector<double>.Count;
        var none = new Vector<double>(Nulls.Double);
        var infinity = new Vector<double>(double.PositiveInfinity);
        var i = 0;
        for (; i <= result.Length - width; i += width)
        {
            var l = new Vector<double>(left.Slice(i, width));
            var r = new Vector<double>(right.Slice(i, width));
            var value = TOperation.Invoke(l, r);
            var finite = Vector.LessThan(Vector.Abs(value), infinity);
            Vector.ConditionalSelect(finite, value, none).CopyTo(result.Slice(i, width));
        }

        for (; i < result.Length; i++)
        {
            var value = TOperation.Invoke(left[i], right[i]);
            result[i] = double.IsFinite(value) ? value : Nulls.Double;
        }
    }
}
