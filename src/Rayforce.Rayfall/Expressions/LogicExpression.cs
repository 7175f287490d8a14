using System.Numerics.Tensors;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Whether all truth values of a row hold, or any of them.</summary>
/// <param name="isAnd">Whether all must.</param>
/// <param name="operands">At least one; each 0 or 1.</param>
internal sealed class LogicExpression(bool isAnd, params RowExpression<byte>[] operands) : RowExpression<byte>
{
    public bool IsAnd => isAnd;

    public ReadOnlySpan<RowExpression<byte>> Operands => operands;

    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override string Describe(Symbols symbols) =>
        $"({(isAnd ? "and" : "or")} {string.Join(' ', operands.Select(operand => operand.Describe(symbols)))})";

    public override void Write(in Block block, Span<byte> target)
    {
        operands[0].Write(block, target);
        foreach (var operand in operands.AsSpan(1))
        {
            if (isAnd)
                TensorPrimitives.BitwiseAnd(target, operand.Read(block), target);
            else
                TensorPrimitives.BitwiseOr(target, operand.Read(block), target);
        }
    }
}
