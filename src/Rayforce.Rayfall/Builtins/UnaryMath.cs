using System.Numerics.Tensors;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The arithmetic of one operand.</summary>
internal static class UnaryMath
{
    private const MidpointRounding AwayFromZero = MidpointRounding.AwayFromZero;

    public static IEnumerable<Builtin> All =>
    [
        Signed("neg", "negate", TensorPrimitives.Negate, SignKernel.Negate).Declare("The number with the other sign."),
        Signed("abs", "abs", TensorPrimitives.Abs, SignKernel.Absolute).Declare("The number without its sign."),
        Whole("floor", TensorPrimitives.Floor).Declare("The next whole number below, of the same type."),
        Whole("ceil", TensorPrimitives.Ceiling).Declare("The next whole number above, of the same type."),
        Rounded().Declare("The nearest whole number as a float; halves go away from zero."),
        Sign().Declare("1, 0 or -1: the number's sign."),
        Real("sqrt", TensorPrimitives.Sqrt).Declare("The square root."),
        Real("reciprocal", TensorPrimitives.Reciprocal, marksNulls: true).Declare("One divided by the number."),
        Real("exp", Each(Math.Exp)).Declare("The exponential."),
        Real("log", Each(Math.Log)).Declare("The natural logarithm."),
        Real("sin", Each(Math.Sin)).Declare("The sine."),
        Real("asin", Each(Math.Asin)).Declare("The arc sine."),
        Real("cos", Each(Math.Cos)).Declare("The cosine."),
        Real("acos", Each(Math.Acos)).Declare("The arc cosine."),
        Real("tan", Each(Math.Tan)).Declare("The tangent."),
        Real("atan", Each(Math.Atan)).Declare("The arc tangent."),
    ];

    /// <summary>A function whose result is an F64. It must round as C's library does, and so is asked one by one.</summary>
    private static UnaryKernel<double> Each(Func<double, double> function) => (source, target) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = function(source[i]);
    };

    private static UnaryOperator Real(string name, UnaryKernel<double> kernel, bool marksNulls = false) => new(
        name,
        (type, _) => type.IsNumeric
            ? new NumericOperation<double>(name, type, ElementTypes.F64, ElementTypes.F64, kernel) { MarksNulls = marksNulls }
            : null,
        Expected(name),
        ElementTypes.F64);

    private static UnaryOperator Rounded()
    {
        const string name = "round";
        UnaryKernel<double> kernel = static (source, target) => TensorPrimitives.Round(source, AwayFromZero, target);
        return new(
            name,
            (type, _) => type.IsNumeric
                ? new NumericOperation<double>(
                    name, type, type.Type == RayType.F32 ? type : ElementTypes.F64, ElementTypes.F64, kernel)
                : null,
            Expected(name),
            ElementTypes.F64);
    }

    private static UnaryOperator Sign()
    {
        const string name = "signum";
        var kernel = Each(static number => number > 0 ? 1 : number < 0 ? -1 : number);
        return new(
            name,
            (type, _) => type.IsNumeric
                ? new NumericOperation<double>(name, type, ElementTypes.I64, ElementTypes.F64, kernel)
                : null,
            Expected(name),
            ElementTypes.I64);
    }

    /// <summary>A function of floats that integers are fixed points of.</summary>
    private static UnaryOperator Whole(string name, UnaryKernel<double> kernel) => new(
        name,
        (type, _) => type.IsFloat ? new NumericOperation<double>(name, type, type, ElementTypes.F64, kernel)
            : type.IsInteger ? new IdentityOperation()
            : null,
        Expected(name),
        ElementTypes.I64)
    {
        KeepsType = true,
    };

    private static UnaryOperator Signed(
        string name, string verb, UnaryKernel<double> reals, UnaryKernel<long> integers) => new(
        name,
        (type, inQuery) => type.IsFloat ? new NumericOperation<double>(name, type, type, ElementTypes.F64, reals)
            : (type.IsInteger && type.HasNull) || type.Type == RayType.Timespan
                ? new NumericOperation<long>(
                    name, type, inQuery && type.IsInteger ? ElementTypes.I64 : type, ElementTypes.I64, integers)
                : null,
        Expected(verb),
        ElementTypes.I64)
    {
        KeepsType = true,
    };

    private static Func<string, string> Expected(string verb) =>
        type => $"{verb}: expects a numeric argument, got {type}";
}
