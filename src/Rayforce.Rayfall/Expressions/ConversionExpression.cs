using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>
/// Numbers as numbers of another type, null as its null: integers wrap, floats are cut off, but rounded to a timespan.
/// </summary>
internal sealed class ConversionExpression<TFrom, TTo>(ElementType<TTo> elements, RowExpression<TFrom> operand)
    : RowExpression<TTo>
    where TFrom : unmanaged, INumber<TFrom>
    where TTo : unmanaged, INumber<TTo>
{
    private readonly bool _rounds = elements.Type == RayType.Timespan && operand.Elements.IsFloat;

    public override ElementType<TTo> Elements => elements;

    public override bool HasNulls => operand.HasNulls && elements.HasNull;

    public override bool IsConstant => operand.IsConstant;

    public override string Describe(Symbols symbols) => operand.Describe(symbols);

    public override void Write(in Block block, Span<TTo> target) => Convert(operand.Read(block), target);

    public void Convert(ReadOnlySpan<TFrom> source, Span<TTo> target)
    {
        if (_rounds)
            ConversionKernel.RunRounding(source, target);
        else
            ConversionKernel.Run(source, target);
        if (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float))
            ConversionKernel.MendInfinities(target);
        if (operand.HasNulls)
            ConversionKernel.MendNulls(source, operand.Elements.Null, target, elements.Null);
    }

    public override bool LooksForNulls => operand.LooksForNulls && elements.HasNull;
}
