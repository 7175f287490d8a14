using System.Numerics;
using System.Numerics.Tensors;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Numbers times a constant, null staying null: a unit of time in a smaller one.</summary>
internal sealed class ScaleExpression<T>(ElementType<T> elements, RowExpression<T> operand, T factor) : RowExpression<T>
    where T : unmanaged, INumber<T>
{
    public override ElementType<T> Elements => elements;

    public override bool HasNulls => operand.HasNulls;

    public override bool LooksForNulls => operand.LooksForNulls;

    public override string Describe(Symbols symbols) => operand.Describe(symbols);

    public override void Write(in Block block, Span<T> target)
    {
        var source = operand.Read(block);
        TensorPrimitives.Multiply(source, factor, target);
        if (HasNulls)
            ConversionKernel.MendNulls(source, operand.Elements.Null, target, elements.Null);
    }
}
