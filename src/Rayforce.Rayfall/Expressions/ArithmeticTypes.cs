using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>The types of an operation, and what makes operands of different units commensurable.</summary>
/// <param name="Left">The type of the left operand.</param>
/// <param name="Right">The type of the right operand.</param>
/// <param name="Result">The type of the result.</param>
/// <param name="LeftScale">What left integers are multiplied by first: days and times meet as nanoseconds.</param>
/// <param name="RightScale">The same of the right ones.</param>
/// <param name="ResultScale">What the result is divided by, to be of its own unit again.</param>
internal readonly record struct ArithmeticTypes(
    ElementType Left, ElementType Right, ElementType Result, long LeftScale, long RightScale, long ResultScale)
{
    public ArithmeticTypes(ElementType left, ElementType right, ElementType result)
        : this(left, right, result, 1, 1, 1)
    {
    }

    /// <summary>Operands in nanoseconds, a result in its own unit.</summary>
    public static ArithmeticTypes InNanoseconds(ElementType left, ElementType right, ElementType result) =>
        new(left, right, result, left.UnitNanoseconds, right.UnitNanoseconds, result.UnitNanoseconds);

    /// <summary>A number that an operation gave, no null, as an atom of the result's type.</summary>
    public Value ToAtom<T>(T number)
        where T : unmanaged, INumber<T>
    {
        if (Result.IsFloat)
        {
            var real = double.CreateTruncating(number);
            if (Result.Type != RayType.F32)
                return new Value(Result, BitConverter.DoubleToInt64Bits(real));
            var single = (float)real;
            return float.IsFinite(single)
                ? new Value(Result, BitConverter.DoubleToInt64Bits(single))
                : Result.NullAtom;
        }

        if (typeof(T) == typeof(double) && Result.Type == RayType.Timespan)
            number = T.CreateTruncating(Math.Round(double.CreateTruncating(number), MidpointRounding.AwayFromZero));
        var bits = long.CreateTruncating(number);
        if (ResultScale != 1)
            bits = Math.DivRem(bits, ResultScale) is var (quotient, rest) && rest < 0 ? quotient - 1 : quotient;
        return new Value(Result, Result.Width switch
        {
            1 when Result.Type == RayType.B8 => bits != 0 ? 1 : 0,
            1 => (byte)bits,
            2 => (short)bits,
            4 => (int)bits,
            _ => bits,
        });
    }
}
