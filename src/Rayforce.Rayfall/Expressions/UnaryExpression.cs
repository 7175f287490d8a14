using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A function of a column of numbers.</summary>
/// <param name="name">The function's name.</param>
/// <param name="elements">The type of the results.</param>
/// <param name="operand">The argument.</param>
/// <param name="kernel">The function; null stays null in it, and a float that is not finite becomes null.</param>
internal sealed class UnaryExpression<T>(
    string name, ElementType<T> elements, RowExpression<T> operand, UnaryKernel<T> kernel)
    : RowExpression<T>
    where T : unmanaged, INumber<T>
{
    public override ElementType<T> Elements => elements;

    public override bool HasNulls => operand.HasNulls || elements.IsFloat;

    public override bool LooksForNulls => operand.LooksForNulls || (elements.IsFloat && !operand.HasNulls);

    public override string Describe(Symbols symbols) => $"({name} {operand.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        kernel(operand.Read(block), target);
        if (elements.IsFloat)
            ConversionKernel.MendInfinities(target);
    }
}
