using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Makes numbers of one type commensurable with those of another.</summary>
internal static class Conversions
{
    /// <summary>The numbers of a column as those of another type, known only here.</summary>
    public static RowExpression To(RowExpression operand, ElementType type) => type switch
    {
        ElementType<byte> t => To(operand, t),
        ElementType<short> t => To(operand, t),
        ElementType<int> t => To(operand, t),
        ElementType<long> t => To(operand, t),
        ElementType<float> t => To(operand, t),
        ElementType<double> t => To(operand, t),
        _ => throw new NotSupportedException(type.Name),
    };

    /// <summary>
    /// The numbers of a column as those of another type, null as its null. Integers wrap, floats are cut off.
    /// </summary>
    /// <param name="operand">A column of numbers up to 64 bits.</param>
    /// <param name="type">The type of the results.</param>
    public static RowExpression<T> To<T>(RowExpression operand, ElementType<T> type)
        where T : unmanaged, INumber<T>
    {
        switch (operand)
        {
            case RowExpression<T> same: return same;
            case RowExpression<byte> e: return Convert(e, type);
            case RowExpression<short> e: return Convert(e, type);
            case RowExpression<int> e: return Convert(e, type);
            case RowExpression<long> e: return Convert(e, type);
            case RowExpression<float> e: return Convert(e, type);
            case RowExpression<double> e: return Convert(e, type);
            default: throw new NotSupportedException(operand.Elements.Name);
        }
    }

    /// <summary>The same, times a scale: a time becomes nanoseconds.</summary>
    public static RowExpression<T> To<T>(RowExpression operand, ElementType<T> type, long scale)
        where T : unmanaged, INumber<T>
    {
        var converted = To(operand, type);
        if (scale == 1)
            return converted;
        var factor = T.CreateTruncating(scale);
        return converted is ConstantExpression<T> constant
            ? new ConstantExpression<T>(type, constant.HasNulls ? constant.Value : unchecked(constant.Value * factor))
            : new ScaleExpression<T>(type, converted, factor);
    }

    private static RowExpression<TTo> Convert<TFrom, TTo>(RowExpression<TFrom> operand, ElementType<TTo> type)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var conversion = new ConversionExpression<TFrom, TTo>(type, operand);
        if (operand is not ConstantExpression<TFrom> constant)
            return conversion;
        Span<TTo> converted = stackalloc TTo[1];
        conversion.Convert([constant.Value], converted);
        return new ConstantExpression<TTo>(type, converted[0]);
    }
}
