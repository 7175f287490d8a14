using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Numbers as numbers of another type, null as its null.</summary>
internal sealed class ConversionExpression<TFrom, TTo>(ElementType<TTo> elements, RowExpression<TFrom> operand)
    : RowExpression<TTo>
    where TFrom : unmanaged, INumber<TFrom>
    where TTo : unmanaged, INumber<TTo>
{
    public override ElementType<TTo> Elements => elements;

    public override bool HasNulls => operand.HasNulls && elements.HasNull;

    public override bool IsConstant => operand.IsConstant;

    public override string Describe(Symbols symbols) => operand.Describe(symbols);

    public override void Write(in Block block, Span<TTo> target)
    {
        var source = operand.Read(block);
        ConversionKernel.Run(source, target);
        if (operand.HasNulls)
            ConversionKernel.MendNulls(source, operand.Elements.Null, target, elements.Null);
    }

    private protected override bool LooksForNulls => operand.Elements.IsFloat && elements.IsFloat && HasNulls;
}
