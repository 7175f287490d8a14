using System.Numerics;
using System.Numerics.Tensors;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Whether elements are, or are not, among the members of a set.</summary>
/// <param name="operand">The elements.</param>
/// <param name="members">The set.</param>
/// <param name="negated">Whether they are not to be among them.</param>
/// <param name="nullsFail">Whether a null is neither, as in a query.</param>
internal sealed class MembershipExpression<T>(
    RowExpression<T> operand, MemberSet<T> members, bool negated, bool nullsFail) : RowExpression<byte>
    where T : unmanaged, INumber<T>
{
    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override bool IsQuick => operand.IsQuick;

    public override string Describe(Symbols symbols) =>
        $"({(negated ? "not-in" : "in")} {operand.Describe(symbols)} …)";

    public override void Write(in Block block, Span<byte> target)
    {
        var elements = operand.Read(block);
        members.Contains(elements, target);
        if (negated)
            TensorPrimitives.Xor(target[..elements.Length], (byte)1, target);
        if (!nullsFail || !operand.HasNulls)
            return;
        for (var i = 0; i < elements.Length; i++)
        {
            if (operand.Elements.IsNull(elements[i]))
                target[i] = 0;
        }
    }
}
